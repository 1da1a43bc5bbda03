package io.runnerbean.engine.http.auth;

import io.runnerbean.engine.config.Settings;
import java.util.List;

/**
 * Who may call.
 *
 * @param postTokens who may post to /job/post
 * @param runKeys what requests to /job/run are signed with that come from hosts that are not
 *     trusted
 */
public record AccessConfig(PostTokens postTokens, SigningKeys runKeys) {

  /**
   * Anybody may post jobs, and only trusted hosts may run them: for a worker that listens on
   * loopback.
   */
  public static AccessConfig open() {
    return new AccessConfig(PostTokens.open(), new SigningKeys(List.of()));
  }

  public static AccessConfig from(Settings settings) {
    return new AccessConfig(
        settings.confidential("RUNNERBEAN_POST_TOKENS", PostTokens.none(), PostTokens::parse),
        settings.confidential(
            "RUNNERBEAN_RUN_KEYS", new SigningKeys(List.of()), SigningKeys::parse));
  }
}
