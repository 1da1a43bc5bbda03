import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

/**
 * Formats every Java file below a folder, or fails on those that are not formatted.
 * The formatter's own command line takes no folder.
 */
void main(String... args) throws Exception {
  boolean write = args[0].equals("write");
  List<Path> wrong = new ArrayList<>();
  for (Path file : javaFiles(Path.of(args[1]))) {
    String source = Files.readString(file);
    String formatted = format(source);
    if (!source.equals(formatted)) {
      wrong.add(file);
      if (write) Files.writeString(file, formatted);
    }
  }
  wrong.forEach(file -> IO.println((write ? "formatted: " : "not formatted: ") + file));
  if (!wrong.isEmpty() && !write) {
    IO.println("Format them with: mvn -N validate -Dformat=write");
    System.exit(1);
  }
}

List<Path> javaFiles(Path folder) throws IOException {
  try (Stream<Path> files = Files.walk(folder)) {
    return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
  }
}

String format(String source) throws Exception {
  String ordered = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE);
  return new Formatter().formatSource(ordered);
}
