package dev.rhei.olap.duckdb.dialect;

import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SetOperationList;

/**
 * Guards against clauses of other dialects that the parser reads and we do not look at. A node is
 * built again from the parts that are translated; if it prints the same, it has no others.
 */
final class Understood {
  private Understood() {}

  static void require(PlainSelect select) {
    PlainSelect copy = new PlainSelect();
    copy.setWithItemsList(select.getWithItemsList());
    copy.setDistinct(select.getDistinct());
    copy.setSelectItems(select.getSelectItems());
    copy.setFromItem(select.getFromItem());
    copy.setJoins(select.getJoins());
    copy.setWhere(select.getWhere());
    copy.setGroupByElement(select.getGroupBy());
    copy.setHaving(select.getHaving());
    copy.setOrderByElements(select.getOrderByElements());
    copy.setLimit(select.getLimit());
    copy.setOffset(select.getOffset());
    same(select, copy);
  }

  static void require(SetOperationList list) {
    SetOperationList copy = new SetOperationList();
    copy.setWithItemsList(list.getWithItemsList());
    copy.setBracketsOpsAndSelects(list.getSelects(), list.getOperations());
    copy.setOrderByElements(list.getOrderByElements());
    copy.setLimit(list.getLimit());
    copy.setOffset(list.getOffset());
    same(list, copy);
  }

  static void require(Function function) {
    Function copy = new Function();
    copy.setName(function.getName());
    copy.setParameters(function.getParameters());
    copy.setDistinct(function.isDistinct());
    copy.setAllColumns(function.isAllColumns());
    same(function, copy);
  }

  static void require(Table table) {
    Table copy = new Table(table.getSchemaName(), table.getName());
    copy.setAlias(table.getAlias());
    same(table, copy);
  }

  private static void same(Object node, Object copy) {
    Refusal.unless(
        node.toString().equals(copy.toString()),
        "a clause that SQLite does not have or that is not translated yet");
  }
}
