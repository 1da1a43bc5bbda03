package io.runnerbean.deploy.stub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes answers in the protocol of each service. */
final class Answer {

  private Answer() {}

  static String xml(Call call, String result) {
    return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
        .formatted(call.action(), result);
  }

  static String error(Call call, AwsError error) {
    String what = "<Code>%s</Code><Message>%s</Message>".formatted(error.code, error.getMessage());
    return switch (call.service()) {
      case "sqs", "logs", "pricing" ->
          "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(error.code, error.getMessage());
      case "s3" -> "<Error>%s</Error>".formatted(what);
      default ->
          "<ErrorResponse><Error><Type>Sender</Type>%s</Error></ErrorResponse>".formatted(what);
    };
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head && bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
