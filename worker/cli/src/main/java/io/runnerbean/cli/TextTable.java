package io.runnerbean.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for the terminal. */
public final class TextTable {

  private final List<String> head;
  private final List<List<String>> rows;
  private final List<Integer> widths;

  public TextTable(List<String> head, List<List<String>> rows) {
    this.head = head;
    this.rows = rows;
    this.widths = IntStream.range(0, head.size()).mapToObj(this::width).toList();
  }

  static TextTable of(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<String> head = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      head.add(result.getMetaData().getColumnLabel(i));
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      rows.add(row(result, columns));
    }
    return new TextTable(head, rows);
  }

  int size() {
    return rows.size();
  }

  public void print(PrintStream out) {
    out.println(line(head));
    out.println(line(widths.stream().map("-"::repeat).toList()));
    rows.forEach(row -> out.println(line(row)));
  }

  /** Replaces control characters, because line breaks would break the table's layout. */
  private static List<String> row(ResultSet result, int columns) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      row.add(String.valueOf(result.getString(i)).replaceAll("\\p{Cntrl}", " "));
    }
    return row;
  }

  private String line(List<String> cells) {
    return IntStream.range(0, head.size())
        .mapToObj(column -> padded(cells.get(column), widths.get(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(head.get(column).length(), widest);
  }
}
