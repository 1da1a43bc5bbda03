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
  List<Path> wrong =
      javaFiles(Path.of(args[1])).parallelStream().filter(file -> isWrong(file, write)).toList();
  wrong.forEach(file -> IO.println((write ? "formatted: " : "not formatted: ") + file));
  if (!wrong.isEmpty() && !write) {
    IO.println("Format them with: mvn -N validate -Dformat=write");
    System.exit(1);
  }
}

boolean isWrong(Path file, boolean write) {
  try {
    String source = Files.readString(file);
    String formatted = format(source);
    if (write && !source.equals(formatted)) Files.writeString(file, formatted);
    return !source.equals(formatted);
  } catch (Exception e) {
    throw new IllegalStateException("could not format " + file, e);
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
