package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first lines of the launcher choose the locale, before it starts a JVM. */
@Timeout(120)
class LauncherLocaleTest {

  private static final String TEXT = "Zoë Müller 🫘";

  /** The program that the JVM runs here in place of a command. */
  static final class ArgumentPrinter {

    private ArgumentPrinter() {}

    public static void main(String[] arguments) {
      byte[] text = arguments[0].getBytes(StandardCharsets.UTF_8);
      System.out.write(text, 0, text.length);
      System.out.flush();
    }
  }

  /**
   * The text stands in a file, because the JVM of the test may not be able to pass it on either.
   */
  @ParameterizedTest(name = "LC_ALL={0}")
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "xx_XX", ""})
  @DisplayName("an argument arrives unchanged, whatever the locale")
  void passesTextUnchanged(String locale, @TempDir Path folder) throws Exception {
    String launcher = Files.readString(Path.of("..", "..", "runnerbean"));
    String start = launcher.substring(0, launcher.indexOf("esac") + "esac".length());
    Path text = Files.writeString(folder.resolve("text"), TEXT);
    Path printed = folder.resolve("printed");
    ProcessBuilder command =
        new ProcessBuilder(
            "sh",
            "-c",
            start + "\nexec \"$0\" -cp \"$1\" \"$2\" \"$(cat \"$3\")\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            Path.of("target", "test-classes").toString(),
            ArgumentPrinter.class.getName(),
            text.toString());
    command.environment().put("LC_ALL", locale);
    Process process =
        command
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(printed)).isEqualTo(TEXT);
  }
}
