package dev.rhei.router;

import dev.rhei.router.QueryFacts.Shape;

/**
 * What it takes to hand out a row: the drivers make an object of every value, and texts cost most.
 *
 * @param oltp microseconds for SQLite
 * @param olap for the copy
 */
record OutputCost(double oltp, double olap) {
  static OutputCost of(QueryFacts facts, Tables tables) {
    int texts = 0;
    int numbers = 0;
    for (String output : facts.shape().outputs()) {
      if (output.equals(Shape.STAR)) {
        for (Tables.Known table : tables.all()) {
          texts += table.texts();
          numbers += table.schema().columns().size() - table.texts();
        }
      } else if (tables.isText(output)) {
        texts++;
      } else {
        numbers++;
      }
    }
    return new OutputCost(
        Costs.OLTP_OUT_ROW + numbers * Costs.OLTP_OUT_NUMBER + texts * Costs.OLTP_OUT_TEXT,
        Costs.OLAP_OUT_ROW + numbers * Costs.OLAP_OUT_NUMBER + texts * Costs.OLAP_OUT_TEXT);
  }
}
