package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresDatabase;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each rule of {@code POST /job/run} is a row: the request, the answer and the tables afterwards.
 * In headers, {@code now} is the current time. {@code Id} is the message id.
 */
class RunJobTableIT extends WithWorker {

  @Override
  TestWorker start(PostgresDatabase database) {
    return TestWorker.start(
        database,
        NoteJobs.catalog(
            new NoteJobs.NoteJob(),
            new NoteJobs.FailsFirstJob(),
            new NoteJobs.RetriesFirstJob(),
            new NoteJobs.BrokenJob(),
            new NoteJobs.CommitsJob(),
            new NoteJobs.ContextJob(),
            new NoteJobs.TickJob()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the rule                                | path             | headers                        | body                                            | status | the answer says         | notes    | recorded | history
          the type is in the body                   | /job/run         | Id: a; Sent-At: now            | {"job_type":"NoteJob","text":"x"}               | 200    | "state":"succeeded"     | x        | a        | NoteJob
          the type is in the path                   | /job/run/NoteJob | Id: a; Sent-At: now            | {"text":"x"}                                    | 200    | "job_type":"NoteJob"    | x        | a        | NoteJob
          the type is the task name of an empty body| /job/run         | Id: a; Taskname: TickJob       |                                                 | 200    | "job_type":"TickJob"    | tick a   | a        | TickJob
          an empty body on a path is an empty object| /job/run/TickJob | Id: a; Sent-At: now            |                                                 | 200    | succeeded               | tick a   | a        | TickJob
          an alias names the job                    | /job/run         | Id: a; Sent-At: now            | {"job_type":"OldNoteJob","text":"x"}            | 200    | "job_type":"NoteJob"    | x        | a        | NoteJob
          path and body may agree                   | /job/run/NoteJob | Id: a; Sent-At: now            | {"job_type":"OldNoteJob","text":"x"}            | 200    | succeeded               | x        | a        | NoteJob
          path and body must agree                  | /job/run/NoteJob |                                | {"job_type":"TickJob","text":"x"}               | 400    | names TickJob           |          |          |
          path and task must agree                  | /job/run/NoteJob | Taskname: TickJob              | {"text":"x"}                                    | 400    | names TickJob           |          |          |
          body and task must agree                  | /job/run         | Taskname: TickJob              | {"job_type":"NoteJob","text":"x"}               | 400    | names TickJob           |          |          |
          a task name may be any schedule's name    | /job/run/TickJob | Id: a; Taskname: every morning |                                                 | 200    | succeeded               | tick a   | a        | TickJob
          a task name counts for an empty body only | /job/run         | Taskname: TickJob              | {}                                              | 400    | is missing              |          |          |
          a type must be named                      | /job/run         |                                | {"text":"x"}                                    | 400    | is missing              |          |          |
          an unknown type in the body               | /job/run         |                                | {"job_type":"Nope"}                             | 400    | must be one of          |          |          |
          an unknown type in the path               | /job/run/Nope    |                                | {}                                              | 400    | must be one of          |          |          |
          a type that is not a string               | /job/run         |                                | {"job_type":7}                                  | 400    | must be a string         |          |          |
          names that begin with job_ are reserved   | /job/run/NoteJob |                                | {"text":"x","job_x":1}                          | 400    | job_x                   |          |          |
          not JSON                                  | /job/run/NoteJob |                                | {"text":                                        | 400    | is not JSON: line 1     |          |          |
          not an object                             | /job/run/NoteJob |                                | ["x"]                                           | 400    | must be a JSON object   |          |          |
          the same key twice                        | /job/run/NoteJob |                                | {"text":"x","text":"y"}                         | 400    | Duplicate               |          |          |
          something after the object                | /job/run/NoteJob |                                | {"text":"x"} {}                                 | 400    | is not JSON             |          |          |
          an unknown field                          | /job/run/NoteJob |                                | {"text":"x","txet":"y"}                         | 400    | allowed are stars, text |          |          |
          a number instead of a string              | /job/run/NoteJob |                                | {"text":7}                                      | 400    | must be a string         |          |          |
          a string instead of a number              | /job/run/NoteJob |                                | {"text":"x","stars":"5"}                        | 400    | must be an integer      |          |          |
          a fraction instead of an integer          | /job/run/NoteJob |                                | {"text":"x","stars":1.5}                        | 400    | must be an integer      |          |          |
          every violated constraint: the first      | /job/run/NoteJob |                                | {"text":" ","stars":9}                          | 400    | must not be blank       |          |          |
          every violated constraint: the second     | /job/run/NoteJob |                                | {"text":" ","stars":9}                          | 400    | less than or equal to 5 |          |          |
          header names in any case                  | /job/run/NoteJob | X-AWS-SQSD-MSGID: a            | {"text":"x"}                                    | 200    | does nothing            | x        | a        | NoteJob
          a header that is not a time               | /job/run/NoteJob | Id: a; Sent-At: today          | {"text":"x"}                                    | 200    | X-Aws-Sqsd-Sent-At      |          | a        |
          a header with an implausible time         | /job/run/NoteJob | Id: a; Sent-At: +1000000000-01-01T00:00:00Z| {"text":"x"}                                    | 200    | X-Aws-Sqsd-Sent-At      |          | a        |
          a receive count below 1                   | /job/run/NoteJob | Id: a; Receive-Count: 0        | {"text":"x"}                                    | 200    | Receive-Count           |          | a        |
          a message that is too old                 | /job/run/NoteJob | Id: a; Sent-At: 2001-01-01T00:00:00Z | {"text":"x"}                              | 200    | Message time out of range         |          | a        |
          a message id alone is enough              | /job/run/NoteJob | Id: a                          | {"text":"x"}                                    | 200    | does nothing            | x        | a        | NoteJob
          the answer to a plain POST warns of repeats| /job/run/NoteJob |                                | {"text":"x"}                                    | 200    | runs the job again      | x        |          | NoteJob
          a job that throws an exception            | /job/run/FailsFirstJob | Id: a; Sent-At: now      | {"text":"x"}                                    | 200    | retrying                |          | a        |
          a job that throws an Error                | /job/run/BrokenJob | Id: a; Sent-At: now          | {"text":"x"}                                    | 200    | NoClassDefFoundError    |          | a        |
          a job that asks for a retry               | /job/run/RetriesFirstJob | Id: a; Sent-At: now    | {"text":"x"}                                    | 200    | "error":"RetryLater"  |          | a        |
          an empty message id                       | /job/run/NoteJob | Id: ; Sent-At: now             | {"text":"x"}                                    | 400    | X-Aws-Sqsd-Msgid        |          |          |
          a job that ends the transaction itself    | /job/run/CommitsJob | Id: a; Sent-At: now         | {"text":"x"}                                    | 200    | IllegalStateException   |          | a        |
          a message at another path                 | /jobs            | Id: a                          | {}                                              | 200    | /jobs is no address     |          | a        |
          another path                              | /jobs            |                                | {}                                              | 404    | /job/run                |          |          |
          a message at a health check               | /health/live     | Id: a                          | {}                                              | 200    | /health/live is no address     |          | a        |
          """)
  void answers(
      String rule,
      String path,
      @Nullable String headers,
      @Nullable String body,
      int status,
      String says,
      @Nullable String notes,
      @Nullable String recorded,
      @Nullable String history)
      throws Exception {
    HttpResponse<String> answer = worker.post(path, headers(headers), body == null ? "" : body);
    assertThat(answer.body()).contains(says);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(worker.query("select text from note")).isEqualTo(rows(notes));
    assertThat(worker.query("select message_id from runnerbean.run where message_id is not null"))
        .isEqualTo(rows(recorded));
    assertThat(worker.query("select job_type from runnerbean.run where state = 'succeeded'"))
        .isEqualTo(rows(history));
  }

  private static Map<String, String> headers(@Nullable String list) {
    return list == null
        ? Map.of()
        : Arrays.stream(list.split("; ", -1))
            .map(header -> header.split(": ?", 2))
            .collect(
                Collectors.toMap(
                    header -> name(header[0]),
                    header -> header[1].equals("now") ? now() : header[1]));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String name(String header) {
    if (header.equals("Id")) {
      return "X-Aws-Sqsd-Msgid";
    }
    return header.startsWith("X-") ? header : "X-Aws-Sqsd-" + header;
  }

  private static List<String> rows(@Nullable String only) {
    return only == null ? List.of() : List.of(only);
  }
}
