package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.testkit.PostgresDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The path from {@code POST /job/run} to COMMIT is short to read. The test counts the frames on the
 * stack of a job and the files that docs/design.md lists.
 */
class RequestPathIT extends WithWorker {

  private static final int MAX_FRAMES = 8;
  private static final int MAX_FILES = 30;
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern LISTED = Pattern.compile("`(engine/[\\w/]+\\.java)`");

  private final StackJob job = new StackJob();

  /** Records the stack that it runs on. */
  private static final class StackJob implements Job<StackJob.Nothing> {

    private record Nothing() {}

    private List<String> frames = List.of();

    @Override
    public JobType<Nothing> type() {
      return JobType.of("StackJob", Nothing.class);
    }

    @Override
    public JobResult run(Nothing payload, JobContext context) {
      frames =
          StackWalker.getInstance()
              .walk(stack -> stack.map(StackWalker.StackFrame::getClassName).toList());
      return JobResult.succeeded();
    }
  }

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(database, NoteJobs.catalog(job));
  }

  @Test
  void fewFramesLieBetweenTheRequestAndTheJob() throws Exception {
    List<String> frames = frames();
    System.out.println("frames: " + String.join(" < ", frames));
    assertThat(frames).hasSizeLessThanOrEqualTo(MAX_FRAMES);
  }

  @Test
  void theFilesOfThePathAreFewAndListed() throws Exception {
    Set<String> listed = listed();
    System.out.println("files: " + listed.size());
    assertThat(listed).hasSizeLessThanOrEqualTo(MAX_FILES);
    assertThat(listed)
        .allMatch(file ->
            Files.exists(ROOT.resolve("worker/engine/src/main/java/io/runnerbean").resolve(file)));
    assertThat(frames())
        .allSatisfy(frame ->
            assertThat(listed)
                .contains(
                    frame.replaceFirst("\\$.*", "").replace("io.runnerbean.", "").replace('.', '/')
                        + ".java"));
  }

  private List<String> frames() throws Exception {
    HttpResponse<String> answer = worker.post("/job/run/StackJob", Map.of(), "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    return job.frames.stream()
        .filter(frame -> frame.startsWith("io.runnerbean.engine."))
        .filter(frame -> !frame.contains("StackJob"))
        .toList();
  }

  private static Set<String> listed() throws IOException {
    return LISTED
        .matcher(Files.readString(ROOT.resolve("docs/design.md")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
