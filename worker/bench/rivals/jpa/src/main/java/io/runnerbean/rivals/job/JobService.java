package io.runnerbean.rivals.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The jobs. */
@Service
public class JobService {

  private final JobServerDataRepository repository;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest call;

  JobService(JobServerDataRepository repository, @Value("${SLOW_SERVICE_URL}") URI service) {
    this.repository = repository;
    this.call = HttpRequest.newBuilder(service).build();
  }

  /** Commits the one row of a job. */
  @Transactional
  public void run(JobRequest request) throws IOException, InterruptedException {
    switch (request.job_type()) {
      case "InsertJob" -> {}
      case "WaitJob" -> client.send(call, HttpResponse.BodyHandlers.discarding());
      default -> throw new IllegalArgumentException("unknown job type: " + request.job_type());
    }
    repository.save(new JobServerData(request.data()));
  }
}
