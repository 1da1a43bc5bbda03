package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is taken away, and what is not. */
class DestroyTest extends WithStubAws {

  @Test
  @DisplayName("destroy leaves the data, unless that is said and the name typed")
  void destroysCarefully() {
    assertThat(destroy("").err()).contains("There is no deployment beans");
    var _ = deploy();
    aws.forgetCalls();
    assertThat(destroy("bean\n", "--data").err()).contains("Nothing was changed.");
    assertThat(changes()).isEmpty();
    Ran work = destroy("beans\n");
    assertThat(work.out()).contains("beans-data               stays");
    assertThat(changes())
        .containsExactly(
            "cloudformation DeleteStack beans-observability",
            "cloudformation DeleteStack beans-worker");
    assertThat(destroy("", "--data", "--yes").err())
        .as("what cannot be taken back is not agreed to beforehand")
        .contains("it must be typed, or come by a pipe");
    aws.forgetCalls();
    Ran all = destroy("beans\n", "--data");
    assertThat(all.err()).isEmpty();
    assertThat(all.out())
        .contains(
            "3 messages wait",
            "lifting the database's protection",
            "last snapshot",
            "https://sqs.");
    assertThat(changes())
        .containsExactly(
            "cloudformation CreateChangeSet beans-data",
            "cloudformation ExecuteChangeSet beans-data",
            "cloudformation DeleteStack beans-data",
            "cloudformation DeleteStack beans-network");
    assertThat(destroy("beans\n", "--data").err()).contains("There is no deployment beans");
  }
}
