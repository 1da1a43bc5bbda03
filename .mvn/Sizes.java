import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Says how large files, methods and constructors are, and fails on a method or constructor that is too large. */
final class Sizes {

  private static final int LONGEST_METHOD = 60;
  private static final int MOST_PARAMETERS = 8;

  private record Size(String what, long value) {}

  private final List<Size> files = new ArrayList<>();
  private final List<Size> methods = new ArrayList<>();
  private final List<Size> constructors = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    Sizes sizes = new Sizes();
    sizes.measure(sources(Path.of(args[0])));
    System.out.println(line("files", "lines", sizes.files));
    System.out.println(line("methods", "lines", sizes.methods));
    System.out.println(line("constructors", "parameters", sizes.constructors));
    boolean fits =
        fit(sizes.methods, LONGEST_METHOD, "lines") & fit(sizes.constructors, MOST_PARAMETERS, "parameters");
    System.exit(fits ? 0 : 1);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().matches(".*/src/(main|test)/java/.*[.]java")).toList();
    }
  }

  private void measure(List<Path> sources) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        measure(unit, positions);
      }
    }
  }

  private void measure(CompilationUnitTree unit, SourcePositions positions) throws IOException {
    String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
    files.add(new Size(file, unit.getSourceFile().getCharContent(true).toString().lines().count()));
    new TreeScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree type, String outer) {
        String name = outer.isEmpty() ? file : outer + " " + type.getSimpleName();
        if (type.getKind() == Tree.Kind.RECORD) {
          constructors.add(new Size(name, type.getMembers().stream().filter(Sizes::isComponent).count()));
        }
        return super.visitClass(type, name);
      }

      @Override
      public Void visitMethod(MethodTree method, String type) {
        String name = type + " " + method.getName();
        // Without its annotations: the table of a parameterized test is not code.
        Tree begin = method.getReturnType() != null ? method.getReturnType() : method.getBody();
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, begin));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
        methods.add(new Size(name, last - first + 1));
        if (method.getReturnType() == null) {
          constructors.add(new Size(name, method.getParameters().size()));
        }
        return super.visitMethod(method, type);
      }
    }.scan(unit, "");
  }

  /** A record's components are its fields that are not static. */
  private static boolean isComponent(Tree member) {
    return member instanceof VariableTree field
        && !field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC);
  }

  private static String line(String what, String unit, List<Size> sizes) {
    List<Size> sorted = sizes.stream().sorted(Comparator.comparingLong(Size::value)).toList();
    if (sorted.isEmpty()) {
      return "no " + what;
    }
    Size max = sorted.getLast();
    return "%5d %-12s median %d, p90 %d, max %d %s (%s)"
        .formatted(sorted.size(), what, at(sorted, 0.5), at(sorted, 0.9), max.value(), unit, max.what());
  }

  private static long at(List<Size> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share))).value();
  }

  private static boolean fit(List<Size> sizes, int most, String unit) {
    List<Size> large = sizes.stream().filter(size -> size.value() > most).toList();
    large.forEach(size ->
        System.err.printf("%s has %d %s; at most %d are allowed%n", size.what(), size.value(), unit, most));
    return large.isEmpty();
  }
}
