package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RunnerbeanTest {

  static Stream<CommandLine> commands() {
    return Runnerbean.commandLine().getSubcommands().values().stream();
  }

  @Test
  void helpShowsHowToBegin() {
    assertThat(Runnerbean.commandLine().getUsageMessage())
        .contains("./runnerbean dev", "./runnerbean send InsertJob");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoes(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          send                     | 2 | Missing required parameter: 'TYPE'
          sned                     | 2 | Unmatched argument
          token                    | 2 | Missing subcommand: token new
          send InsertJob {         | 1 | payload is not JSON
          send InsertJob []        | 1 | payload must be a JSON object
          send InsertJob {"job_type":"Y"} | 1 | job_type must not be in the payload: it is a separate argument
          send InsrtJob {}         | 1 | did you mean InsertJob?
          """)
  void wrongUseIsExplained(String line, int code, String says) {
    StringWriter err = new StringWriter();
    int exit = Runnerbean.commandLine().setErr(new PrintWriter(err)).execute(line.split(" ", -1));
    assertThat(err.toString()).contains(says);
    assertThat(exit).isEqualTo(code);
  }
}
