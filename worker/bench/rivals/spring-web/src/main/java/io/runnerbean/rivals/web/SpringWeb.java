package io.runnerbean.rivals.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Spring Boot with Tomcat, virtual threads and JPA. */
@SpringBootApplication(scanBasePackages = "io.runnerbean.rivals")
@EntityScan("io.runnerbean.rivals.job")
@EnableJpaRepositories("io.runnerbean.rivals.job")
public class SpringWeb {

  public static void main(String[] args) {
    SpringApplication.run(SpringWeb.class, args);
  }

  @EventListener
  void listens(WebServerInitializedEvent event) {
    System.out.println("Listening on port " + event.getWebServer().getPort());
  }
}
