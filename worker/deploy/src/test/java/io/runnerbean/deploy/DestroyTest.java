package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What destroy deletes, and what it keeps. */
class DestroyTest extends WithStubAws {

  @Test
  @DisplayName("destroy keeps the data, except with --data and the typed name")
  void deletesDataOnlyWhenConfirmed() {
    assertThat(destroy("").err()).contains("There is no deployment beans");
    var _ = deploy();
    aws.forgetCalls();
    assertThat(destroy("bean\n", "--data").err()).contains("Nothing was changed.");
    assertThat(changes()).isEmpty();
    Result work = destroy("beans\n");
    assertThat(work.out()).contains("beans-data               kept");
    assertThat(changes())
        .containsExactly(
            "cloudformation DeleteStack beans-observability",
            "cloudformation DeleteStack beans-worker");
    assertThat(destroy("", "--data", "--yes").err())
        .as("--yes does not confirm what cannot be undone")
        .contains("Type the answer, or pipe it in.");
    aws.forgetCalls();
    Result all = destroy("beans\n", "--data");
    assertThat(all.err()).isEmpty();
    assertThat(all.out())
        .contains(
            "3 messages and 3 dead letters",
            "disabling the database's deletion protection",
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
