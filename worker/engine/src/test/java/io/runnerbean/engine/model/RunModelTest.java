package io.runnerbean.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two workers, two messages, and everything that can happen to them in every order: deliveries as
 * often as SQS likes, failures, batches, leases that expire, workers that are killed, answers that
 * are lost.
 *
 * <p>{@code -Dmodel.drop=fence} prints how things go wrong without the fence.
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
    assertThat(search.states()).as("the search is no empty one").isGreaterThan(10_000);
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

  /** A change that renames or removes what the model speaks of must look at the model. */
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
