-- A real database: a music store with artists, tracks, invoices.
-- database: data/chinook.db

SELECT count(*) FROM Track;
SELECT g.Name, count(*), avg(t.Milliseconds), sum(t.Bytes) FROM Track t JOIN Genre g ON g.GenreId = t.GenreId GROUP BY g.GenreId ORDER BY g.Name;
SELECT ar.Name, count(*) AS albums FROM Artist ar JOIN Album al USING (ArtistId) GROUP BY ar.ArtistId HAVING albums > 4 ORDER BY albums DESC, ar.Name;
SELECT ar.Name, sum(il.UnitPrice * il.Quantity) AS revenue FROM InvoiceLine il JOIN Track t ON t.TrackId = il.TrackId JOIN Album al ON al.AlbumId = t.AlbumId JOIN Artist ar ON ar.ArtistId = al.ArtistId GROUP BY ar.ArtistId ORDER BY revenue DESC, ar.Name LIMIT 20;
SELECT BillingCountry, count(*), sum(Total), round(avg(Total), 2) FROM Invoice GROUP BY BillingCountry ORDER BY sum(Total) DESC, BillingCountry;
SELECT strftime('%Y', InvoiceDate) AS year, count(*), sum(Total) FROM Invoice GROUP BY year ORDER BY year;
SELECT strftime('%Y-%m', InvoiceDate) AS month, sum(Total), sum(sum(Total)) OVER (ORDER BY strftime('%Y-%m', InvoiceDate)) FROM Invoice GROUP BY month ORDER BY month;
SELECT c.Country, c.LastName, sum(i.Total) AS spent, rank() OVER (PARTITION BY c.Country ORDER BY sum(i.Total) DESC) FROM Customer c JOIN Invoice i ON i.CustomerId = c.CustomerId GROUP BY c.CustomerId ORDER BY c.Country, spent DESC, c.LastName;
SELECT e.LastName, m.LastName, count(c.CustomerId) FROM Employee e LEFT JOIN Employee m ON m.EmployeeId = e.ReportsTo LEFT JOIN Customer c ON c.SupportRepId = e.EmployeeId GROUP BY e.EmployeeId ORDER BY e.EmployeeId;
WITH RECURSIVE chain(id, name, depth) AS (SELECT EmployeeId, LastName, 0 FROM Employee WHERE ReportsTo IS NULL UNION ALL SELECT e.EmployeeId, e.LastName, depth + 1 FROM Employee e JOIN chain ON e.ReportsTo = chain.id) SELECT * FROM chain ORDER BY id;
SELECT FirstName || ' ' || LastName AS name, upper(substr(Email, 1, instr(Email, '@') - 1)) FROM Customer ORDER BY CustomerId;
SELECT substr(Email, instr(Email, '@') + 1) AS domain, count(*) FROM Customer GROUP BY domain ORDER BY count(*) DESC, domain;
SELECT Name FROM Track WHERE Name LIKE '%love%' ORDER BY TrackId;
SELECT Name FROM Track WHERE Name GLOB '*[0-9]*' ORDER BY TrackId LIMIT 20;
SELECT Composer, count(*) FROM Track GROUP BY Composer ORDER BY count(*) DESC, Composer LIMIT 15;
SELECT count(DISTINCT Composer), count(Composer), min(Name), max(Name) FROM Track;
SELECT Country, count(*) FROM Customer WHERE State IS NULL GROUP BY Country ORDER BY Country COLLATE NOCASE;
SELECT p.Name, count(pt.TrackId), sum(t.Milliseconds) / 60000 FROM Playlist p LEFT JOIN PlaylistTrack pt USING (PlaylistId) LEFT JOIN Track t USING (TrackId) GROUP BY p.PlaylistId ORDER BY p.PlaylistId;
SELECT al.Title, group_concat(t.TrackId, ',' ORDER BY t.TrackId) FROM Album al JOIN Track t ON t.AlbumId = al.AlbumId WHERE al.AlbumId < 10 GROUP BY al.AlbumId ORDER BY al.AlbumId;
SELECT Name, Milliseconds / 1000 AS s, Milliseconds % 1000, printf('%d:%02d', Milliseconds / 60000, Milliseconds / 1000 % 60) FROM Track ORDER BY Milliseconds DESC, TrackId LIMIT 10;
SELECT UnitPrice, count(*) FROM Track GROUP BY UnitPrice ORDER BY UnitPrice;
SELECT count(*) FROM Track WHERE UnitPrice = 0.99 AND Milliseconds > (SELECT avg(Milliseconds) FROM Track);
SELECT Title FROM Album WHERE AlbumId IN (SELECT AlbumId FROM Track GROUP BY AlbumId HAVING count(*) > 25) ORDER BY Title;
SELECT Name FROM Artist a WHERE NOT EXISTS (SELECT 1 FROM Album WHERE ArtistId = a.ArtistId) ORDER BY Name LIMIT 30;
SELECT LastName, BirthDate, CAST(strftime('%Y', HireDate) AS INTEGER) - CAST(strftime('%Y', BirthDate) AS INTEGER) AS age, date(HireDate, 'start of month') FROM Employee ORDER BY BirthDate;
SELECT InvoiceId, Total, sum(Total) OVER (PARTITION BY CustomerId ORDER BY InvoiceDate, InvoiceId), lag(Total) OVER (PARTITION BY CustomerId ORDER BY InvoiceDate, InvoiceId) FROM Invoice ORDER BY InvoiceId LIMIT 50;
SELECT * FROM (SELECT t.Name, g.Name AS genre, row_number() OVER (PARTITION BY g.GenreId ORDER BY t.Bytes DESC, t.TrackId) AS n FROM Track t JOIN Genre g USING (GenreId)) WHERE n <= 2 ORDER BY genre, n;
SELECT CASE WHEN Total < 2 THEN 'small' WHEN Total < 10 THEN 'medium' ELSE 'large' END AS size, count(*), sum(Total), max(Total) FROM Invoice GROUP BY size ORDER BY size;
SELECT City FROM Customer UNION SELECT City FROM Employee ORDER BY City;
SELECT Country FROM Customer EXCEPT SELECT Country FROM Employee ORDER BY 1;
SELECT CustomerId, max(Total), InvoiceDate FROM Invoice GROUP BY CustomerId ORDER BY CustomerId;
SELECT [FirstName], "LastName", `City` FROM Customer WHERE "Country" = "Brazil" ORDER BY 1;
SELECT count(*), sum(Quantity), sum(UnitPrice * Quantity), avg(UnitPrice) FROM InvoiceLine WHERE InvoiceId % 10 = 0;
SELECT mt.Name, g.Name, count(*) FROM Track t JOIN MediaType mt USING (MediaTypeId) JOIN Genre g USING (GenreId) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT a.TrackId, b.TrackId FROM PlaylistTrack a JOIN PlaylistTrack b ON a.PlaylistId = b.PlaylistId AND a.TrackId < b.TrackId WHERE a.PlaylistId = 9 OR a.PlaylistId = 18 ORDER BY 1, 2;
SELECT total(Total), sum(Total), avg(Total), sum(Total) / count(*), sum(round(Total)) FROM Invoice;
SELECT InvoiceDate, date(InvoiceDate), time(InvoiceDate), strftime('%w', InvoiceDate), julianday(InvoiceDate) - julianday('2009-01-01') FROM Invoice ORDER BY InvoiceId LIMIT 20;
SELECT PostalCode, CAST(PostalCode AS INTEGER), length(PostalCode), PostalCode > 5, typeof(PostalCode) FROM Customer ORDER BY CustomerId;
SELECT length(Name) AS l, count(*) FROM Track GROUP BY l ORDER BY l;
SELECT DISTINCT Country, State FROM Customer ORDER BY Country, State;
SELECT avg(n), max(n), min(n) FROM (SELECT count(*) AS n FROM Track GROUP BY AlbumId);
SELECT TrackId, Name FROM Track ORDER BY Name, TrackId LIMIT 10 OFFSET 100;
SELECT Name FROM Genre WHERE GenreId = (SELECT GenreId FROM Track GROUP BY GenreId ORDER BY count(*) DESC LIMIT 1);
-- bind: 'USA', '2010-01-01'
-- bind: 'Germany', '2009-06-01'
SELECT c.LastName, count(*), sum(i.Total) FROM Customer c JOIN Invoice i USING (CustomerId) WHERE c.Country = ? AND i.InvoiceDate >= ? GROUP BY c.CustomerId ORDER BY c.LastName;
-- bind: '%rock%'
SELECT g.Name, count(t.TrackId) FROM Genre g LEFT JOIN Track t USING (GenreId) WHERE g.Name LIKE ? GROUP BY g.GenreId ORDER BY 1;
