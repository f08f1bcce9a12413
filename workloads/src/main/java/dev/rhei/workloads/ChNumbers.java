package dev.rhei.workloads;

/** Numbers of the tables of CH-benCHmark, to draw by, and how many rows some have. */
final class ChNumbers {
  static final int REGION = 1;
  static final int NATION = 2;
  static final int SUPPLIER = 3;
  static final int ITEM = 4;
  static final int WAREHOUSE = 5;
  static final int DISTRICT = 6;
  static final int STOCK = 7;
  static final int CUSTOMER = 8;
  static final int HISTORY = 9;
  static final int ORDER = 10;

  static final int SUPPLIERS = 10_000;
  static final int DISTRICTS = 10;

  private ChNumbers() {}
}
