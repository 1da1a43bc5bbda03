package io.runnerbean.deploy.stub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses requests to AWS, in each of the protocols. */
final class CallReader {

  private static final Pattern SERVICE =
      Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");

  private CallReader() {}

  static Call read(HttpExchange exchange) throws IOException {
    Matcher service =
        SERVICE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String name = service.find() ? service.group(1) : "unsigned";
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    String body = new String(bytes, StandardCharsets.UTF_8);
    if (name.equals("s3")) {
      return new Call(
          name,
          exchange.getRequestMethod().equals("PUT") ? "PutObject" : "HeadObject",
          Map.of(),
          "");
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return new Call(name, target.replaceFirst(".*\\.", ""), Map.of(), body);
    }
    Map<String, String> form = form(body);
    return new Call(name, form.getOrDefault("Action", "?"), form, body);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] both = pair.split("=", 2);
      form.put(
          URLDecoder.decode(both[0], StandardCharsets.UTF_8),
          both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return form;
  }
}
