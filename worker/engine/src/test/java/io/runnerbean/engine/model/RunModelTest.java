package io.runnerbean.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Searches every order of events for two workers and two messages: any number of deliveries,
 * failures, batches, expired leases, killed workers and lost answers.
 *
 * <p>{@code -Dmodel.drop=fence} prints a counterexample without the fence.
 */
@Timeout(120)
class RunModelTest {

  private static final State START = State.start(2, 2);

  @Test
  void everyInvariantHoldsInEveryState() {
    Search search = new Search(Guard.all());
    assertThat(search.run(START)).isEmpty();
    assertThat(search.stuck()).isZero();
    System.out.printf("model: %,d states, no invariant broken, none stuck%n", search.states());
    assertThat(search.states()).as("the search is not empty").isGreaterThan(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheGuardAnInvariantIsBroken(Guard guard) {
    assertThat(new Search(Guard.allBut(guard)).run(START)).isPresent();
  }

  @Test
  @EnabledIfSystemProperty(named = "model.drop", matches = ".+")
  void printsCounterexample() {
    Guard guard = Guard.named(System.getProperty("model.drop", ""));
    System.out.println("without " + guard + ":");
    new Search(Guard.allBut(guard)).run(START).ifPresent(System.out::println);
  }

  /** If a change renames or removes a method that the model names, the model must be checked. */
  @ParameterizedTest
  @EnumSource
  void theMethodOfEachActionExists(Action action) throws Exception {
    if (action.method().isEmpty()) {
      return;
    }
    int dot = action.method().lastIndexOf('.');
    Class<?> owner = Class.forName("io.runnerbean.engine." + action.method().substring(0, dot));
    assertThat(Arrays.stream(owner.getDeclaredMethods()).map(method -> method.getName()))
        .contains(action.method().substring(dot + 1));
  }
}
