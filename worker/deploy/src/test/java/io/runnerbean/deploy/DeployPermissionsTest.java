package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The permissions that the command needs. */
class DeployPermissionsTest extends WithStubAws {

  private static final Path DOCUMENT = Path.of("../../docs/deploy-elastic-beanstalk.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+:\\w+)` \\|");

  @Test
  @DisplayName("the document lists exactly the actions that deploy and destroy call")
  void areDocumented() throws Exception {
    aws.health("Red");
    var _ = deploy(SHORT_TIMEOUT);
    aws.health("Green");
    assertThat(deploy().code()).isZero();
    assertThat(destroy("beans\n", "--data").code()).isZero();
    assertThat(aws.actions()).containsExactlyInAnyOrderElementsOf(documented());
  }

  private static List<String> documented() throws Exception {
    String section = Files.readString(DOCUMENT).replaceFirst("(?s)^.*\n## What you need\n", "");
    return ROW.matcher(section.replaceFirst("(?s)\n## .*$", ""))
        .results()
        .map((MatchResult row) -> row.group(1))
        .toList();
  }
}
