package io.runnerbean.engine.post;

import io.runnerbean.engine.message.Body;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.JsonBody;
import io.runnerbean.engine.message.RawMessage;
import io.runnerbean.engine.message.TypeSources;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds out what is to be posted, and refuses it all if any of it does not fit. */
public final class PostDecoder {

  private final JobRegistry registry;

  public PostDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  /**
   * Decodes and checks.
   *
   * @throws RefusedException naming everything that is wrong; what is wrong in an array, by its
   *     place
   */
  public PostRequest decode(RawMessage raw) {
    Delivery delivery = Delivery.of(raw);
    int delay = DelaySeconds.of(raw);
    JsonNode json = JsonBody.parse(raw.body());
    List<Body> bodies = bodies(json);
    RegisteredJob<?> job = job(raw, bodies);
    NewMessages messages = new NewMessages(job, delivery);
    return new PostRequest(
        job.type().name(), messages.of(bodies, json.isArray()), json.isArray(), delay, delivery);
  }

  private static List<Body> bodies(JsonNode json) {
    return json.isArray() ? elements(json) : List.of(Body.of(json));
  }

  private static List<Body> elements(JsonNode array) {
    if (array.isEmpty()) {
      throw new RefusedException("Malformed body", "body", "must hold at least one job");
    }
    List<Body> bodies = new ArrayList<>();
    Violations violations = new Violations();
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      violations.at(i, () -> bodies.add(Body.of(element)));
    }
    violations.check("Malformed body");
    return bodies;
  }

  private RegisteredJob<?> job(RawMessage raw, List<Body> bodies) {
    TypeSources sources =
        new TypeSources(registry)
            .in("path", raw.typeInPath())
            .in("parameter job_type", raw.parameters().first("job_type"));
    bodies.forEach(body -> sources.in("job_type", body.type()));
    return sources.resolve();
  }
}
