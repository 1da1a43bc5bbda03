package io.runnerbean.config.signing;

import io.runnerbean.config.Secret;
import java.util.Arrays;
import java.util.List;

/**
 * The keys that requests are signed with. Several keys at once allow one to be replaced by another
 * without a gap.
 */
public record SigningKeys(List<Secret> keys) {

  private static final int SHORTEST = 32;

  public SigningKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Reads keys, separated by commas.
   *
   * @throws IllegalArgumentException if a key has fewer than 32 characters
   */
  public static SigningKeys parse(String list) {
    List<String> keys = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    if (keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
      throw new IllegalArgumentException(
          "each key must have at least " + SHORTEST + " characters; keys are separated by commas");
    }
    return new SigningKeys(keys.stream().map(Secret::new).toList());
  }

  @Override
  public String toString() {
    return keys.size() + " keys";
  }
}
