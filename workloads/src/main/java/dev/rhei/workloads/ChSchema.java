package dev.rhei.workloads;

import java.util.List;

/**
 * The tables of TPC-C and the three that CH-benCHmark adds, as an application on SQLite has them:
 * money as DECIMAL, times as DATETIME with text in it, indices on primary and foreign keys.
 */
final class ChSchema {
  /** Statements that make the tables, referenced ones first. */
  static final List<String> TABLES =
      List.of(
          """
              CREATE TABLE region (
                r_regionkey INTEGER PRIMARY KEY, r_name TEXT NOT NULL, r_comment TEXT NOT NULL)""",
          """
              CREATE TABLE nation (
                n_nationkey INTEGER PRIMARY KEY, n_name TEXT NOT NULL,
                n_regionkey INTEGER NOT NULL REFERENCES region, n_comment TEXT NOT NULL)""",
          """
              CREATE TABLE supplier (
                su_suppkey INTEGER PRIMARY KEY, su_name TEXT NOT NULL, su_address TEXT NOT NULL,
                su_nationkey INTEGER NOT NULL REFERENCES nation, su_phone TEXT NOT NULL,
                su_acctbal DECIMAL(12,2) NOT NULL, su_comment TEXT NOT NULL)""",
          """
              CREATE TABLE item (
                i_id INTEGER PRIMARY KEY, i_im_id INTEGER NOT NULL, i_name VARCHAR(24) NOT NULL,
                i_price DECIMAL(5,2) NOT NULL, i_data VARCHAR(50) NOT NULL)""",
          """
              CREATE TABLE warehouse (
                w_id INTEGER PRIMARY KEY, w_name VARCHAR(10) NOT NULL, w_street VARCHAR(20) NOT NULL,
                w_city VARCHAR(20) NOT NULL, w_state CHAR(2) NOT NULL, w_zip CHAR(9) NOT NULL,
                w_tax DECIMAL(4,4) NOT NULL, w_ytd DECIMAL(12,2) NOT NULL)""",
          """
              CREATE TABLE district (
                d_w_id INTEGER NOT NULL REFERENCES warehouse, d_id INTEGER NOT NULL,
                d_name VARCHAR(10) NOT NULL, d_street VARCHAR(20) NOT NULL,
                d_city VARCHAR(20) NOT NULL, d_state CHAR(2) NOT NULL, d_zip CHAR(9) NOT NULL,
                d_tax DECIMAL(4,4) NOT NULL, d_ytd DECIMAL(12,2) NOT NULL,
                d_next_o_id INTEGER NOT NULL, PRIMARY KEY (d_w_id, d_id))""",
          """
              CREATE TABLE stock (
                s_w_id INTEGER NOT NULL REFERENCES warehouse,
                s_i_id INTEGER NOT NULL REFERENCES item, s_quantity INTEGER NOT NULL,
                s_ytd DECIMAL(8,2) NOT NULL, s_order_cnt INTEGER NOT NULL,
                s_remote_cnt INTEGER NOT NULL, s_data VARCHAR(50) NOT NULL,
                s_dist CHAR(24) NOT NULL, PRIMARY KEY (s_w_id, s_i_id))""",
          """
              CREATE TABLE customer (
                c_w_id INTEGER NOT NULL, c_d_id INTEGER NOT NULL, c_id INTEGER NOT NULL,
                c_first VARCHAR(16) NOT NULL, c_middle CHAR(2) NOT NULL,
                c_last VARCHAR(16) NOT NULL, c_street VARCHAR(20) NOT NULL,
                c_city VARCHAR(20) NOT NULL, c_state CHAR(2) NOT NULL, c_zip CHAR(9) NOT NULL,
                c_phone CHAR(16) NOT NULL, c_since DATETIME NOT NULL, c_credit CHAR(2) NOT NULL,
                c_credit_lim DECIMAL(12,2) NOT NULL, c_discount DECIMAL(4,4) NOT NULL,
                c_balance DECIMAL(12,2) NOT NULL, c_ytd_payment DECIMAL(12,2) NOT NULL,
                c_payment_cnt INTEGER NOT NULL, c_delivery_cnt INTEGER NOT NULL,
                c_data VARCHAR(500) NOT NULL, PRIMARY KEY (c_w_id, c_d_id, c_id))""",
          """
              CREATE TABLE history (
                h_c_id INTEGER NOT NULL, h_c_d_id INTEGER NOT NULL, h_c_w_id INTEGER NOT NULL,
                h_d_id INTEGER NOT NULL, h_w_id INTEGER NOT NULL, h_date DATETIME NOT NULL,
                h_amount DECIMAL(6,2) NOT NULL, h_data VARCHAR(24) NOT NULL)""",
          """
              CREATE TABLE orders (
                o_w_id INTEGER NOT NULL, o_d_id INTEGER NOT NULL, o_id INTEGER NOT NULL,
                o_c_id INTEGER NOT NULL, o_entry_d DATETIME NOT NULL, o_carrier_id INTEGER,
                o_ol_cnt INTEGER NOT NULL, o_all_local INTEGER NOT NULL,
                PRIMARY KEY (o_w_id, o_d_id, o_id))""",
          """
              CREATE TABLE neworder (
                no_w_id INTEGER NOT NULL, no_d_id INTEGER NOT NULL, no_o_id INTEGER NOT NULL,
                PRIMARY KEY (no_w_id, no_d_id, no_o_id))""",
          """
              CREATE TABLE orderline (
                ol_w_id INTEGER NOT NULL, ol_d_id INTEGER NOT NULL, ol_o_id INTEGER NOT NULL,
                ol_number INTEGER NOT NULL, ol_i_id INTEGER NOT NULL,
                ol_supply_w_id INTEGER NOT NULL, ol_delivery_d DATETIME,
                ol_quantity INTEGER NOT NULL, ol_amount DECIMAL(6,2) NOT NULL,
                ol_dist_info CHAR(24) NOT NULL,
                PRIMARY KEY (ol_w_id, ol_d_id, ol_o_id, ol_number))""");

  /** Statements to run once the rows are there. */
  static final List<String> INDICES =
      List.of(
          "CREATE INDEX nation_region ON nation (n_regionkey)",
          "CREATE INDEX supplier_nation ON supplier (su_nationkey)",
          "CREATE INDEX stock_item ON stock (s_i_id)",
          "CREATE INDEX customer_name ON customer (c_w_id, c_d_id, c_last, c_first)",
          "CREATE INDEX orders_customer ON orders (o_w_id, o_d_id, o_c_id, o_id)",
          "CREATE INDEX orderline_stock ON orderline (ol_i_id, ol_supply_w_id)");

  private ChSchema() {}
}
