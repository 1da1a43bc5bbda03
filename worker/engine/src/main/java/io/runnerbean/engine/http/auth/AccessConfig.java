package io.runnerbean.engine.http.auth;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.config.signing.SigningKeys;
import java.util.List;

/**
 * Which callers are allowed.
 *
 * @param postTokens the tokens that allow a program to post to /job/post
 * @param runKeys the keys that sign requests to /job/run from hosts that are not trusted
 */
public record AccessConfig(PostTokens postTokens, SigningKeys runKeys) {

  /**
   * Allows every caller to post jobs, and only trusted hosts to run them: for a worker that listens
   * on loopback.
   */
  public static AccessConfig open() {
    return new AccessConfig(PostTokens.open(), new SigningKeys(List.of()));
  }

  public static AccessConfig from(SettingsReader settings) {
    return new AccessConfig(
        settings.confidential("RUNNERBEAN_POST_TOKENS", PostTokens.none(), PostTokens::parse),
        settings.confidential(
            "RUNNERBEAN_RUN_KEYS", new SigningKeys(List.of()), SigningKeys::parse));
  }
}
