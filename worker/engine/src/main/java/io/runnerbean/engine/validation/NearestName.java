package io.runnerbean.engine.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class NearestName {

  /** How many letters of a mistyped name may be wrong. */
  private static final int TYPING_ERRORS = 3;

  private NearestName() {}

  /** The most similar of these names; empty if none is similar. */
  public static Optional<String> of(String typed, Collection<String> names) {
    LevenshteinDistance distance = new LevenshteinDistance(TYPING_ERRORS);
    return names.stream()
        .filter(name -> distance.apply(name, typed) >= 0)
        .min(Comparator.comparing(name -> distance.apply(name, typed)));
  }

  /** The rule for a name: which are allowed, and which was probably meant. */
  public static String rule(String typed, Collection<String> names) {
    String known = "must be one of " + String.join(", ", names);
    return of(typed, names).map(name -> known + "; did you mean " + name + "?").orElse(known);
  }
}
