package dev.rhei.examples;

/**
 * TPC-H queries with the parameters of the specification, as an application on SQLite writes them:
 * dates are text, and what the specification computes with dates is computed beforehand.
 */
enum TpchQuery {
  Q1(
      """
      SELECT l_returnflag, l_linestatus, SUM(l_quantity) AS sum_qty,
             SUM(l_extendedprice) AS sum_base_price,
             SUM(l_extendedprice * (1 - l_discount)) AS sum_disc_price,
             SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge,
             AVG(l_quantity) AS avg_qty, AVG(l_extendedprice) AS avg_price,
             AVG(l_discount) AS avg_disc, COUNT(*) AS count_order
      FROM lineitem
      WHERE l_shipdate <= '1998-09-02'
      GROUP BY l_returnflag, l_linestatus
      ORDER BY l_returnflag, l_linestatus"""),
  Q3(
      """
      SELECT l_orderkey, SUM(l_extendedprice * (1 - l_discount)) AS revenue, o_orderdate,
             o_shippriority
      FROM customer, orders, lineitem
      WHERE c_mktsegment = 'BUILDING' AND c_custkey = o_custkey AND l_orderkey = o_orderkey
        AND o_orderdate < '1995-03-15' AND l_shipdate > '1995-03-15'
      GROUP BY l_orderkey, o_orderdate, o_shippriority
      ORDER BY revenue DESC, o_orderdate
      LIMIT 10"""),
  Q5(
      """
      SELECT n_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue
      FROM customer, orders, lineitem, supplier, nation, region
      WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND l_suppkey = s_suppkey
        AND c_nationkey = s_nationkey AND s_nationkey = n_nationkey
        AND n_regionkey = r_regionkey AND r_name = 'ASIA'
        AND o_orderdate >= '1994-01-01' AND o_orderdate < '1995-01-01'
      GROUP BY n_name
      ORDER BY revenue DESC"""),
  Q6(
      """
      SELECT SUM(l_extendedprice * l_discount) AS revenue
      FROM lineitem
      WHERE l_shipdate >= '1994-01-01' AND l_shipdate < '1995-01-01'
        AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24"""),
  Q10(
      """
      SELECT c_custkey, c_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue, c_acctbal,
             n_name, c_address, c_phone, c_comment
      FROM customer, orders, lineitem, nation
      WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey
        AND o_orderdate >= '1993-10-01' AND o_orderdate < '1994-01-01'
        AND l_returnflag = 'R' AND c_nationkey = n_nationkey
      GROUP BY c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment
      ORDER BY revenue DESC
      LIMIT 20"""),
  Q12(
      """
      SELECT l_shipmode,
             SUM(CASE WHEN o_orderpriority = '1-URGENT' OR o_orderpriority = '2-HIGH'
                      THEN 1 ELSE 0 END) AS high_line_count,
             SUM(CASE WHEN o_orderpriority <> '1-URGENT' AND o_orderpriority <> '2-HIGH'
                      THEN 1 ELSE 0 END) AS low_line_count
      FROM orders, lineitem
      WHERE o_orderkey = l_orderkey AND l_shipmode IN ('MAIL', 'SHIP')
        AND l_commitdate < l_receiptdate AND l_shipdate < l_commitdate
        AND l_receiptdate >= '1994-01-01' AND l_receiptdate < '1995-01-01'
      GROUP BY l_shipmode
      ORDER BY l_shipmode"""),
  Q14(
      """
      SELECT 100.00 * SUM(CASE WHEN p_type LIKE 'PROMO%'
                               THEN l_extendedprice * (1 - l_discount) ELSE 0 END)
             / SUM(l_extendedprice * (1 - l_discount)) AS promo_revenue
      FROM lineitem, part
      WHERE l_partkey = p_partkey
        AND l_shipdate >= '1995-09-01' AND l_shipdate < '1995-10-01'"""),
  Q18(
      """
      SELECT c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, SUM(l_quantity)
      FROM customer, orders, lineitem
      WHERE o_orderkey IN (SELECT l_orderkey FROM lineitem
                           GROUP BY l_orderkey HAVING SUM(l_quantity) > 300)
        AND c_custkey = o_custkey AND o_orderkey = l_orderkey
      GROUP BY c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice
      ORDER BY o_totalprice DESC, o_orderdate
      LIMIT 100""");

  private final String sql;

  TpchQuery(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
