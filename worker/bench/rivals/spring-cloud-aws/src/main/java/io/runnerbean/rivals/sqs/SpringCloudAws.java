package io.runnerbean.rivals.sqs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Spring Cloud AWS with virtual threads and JPA. */
@SpringBootApplication(scanBasePackages = "io.runnerbean.rivals")
@EntityScan("io.runnerbean.rivals.job")
@EnableJpaRepositories("io.runnerbean.rivals.job")
public class SpringCloudAws {

  public static void main(String[] args) {
    SpringApplication.run(SpringCloudAws.class, args);
  }

  /** The benchmark waits for this line. There is no port. */
  @EventListener(ApplicationReadyEvent.class)
  void polls() {
    System.out.println("Listening on port 0");
  }
}
