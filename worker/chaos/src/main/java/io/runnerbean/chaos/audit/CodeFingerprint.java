package io.runnerbean.chaos.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fingerprint of the code that the guarantees rest on. When that code changes, earlier runs prove
 * nothing.
 */
public final class CodeFingerprint {

  private static final String API = "worker/engine/src/main/java/io/runnerbean/job";
  private static final String ENGINE = "worker/engine/src/main/java/io/runnerbean/engine/";

  private static final List<String> FOLDERS =
      List.of(
          API,
          ENGINE + "consumer",
          ENGINE + "database",
          ENGINE + "delivery",
          ENGINE + "execution",
          ENGINE + "http",
          ENGINE + "lifecycle",
          ENGINE + "poll",
          ENGINE + "registry",
          ENGINE + "slots",
          ENGINE + "sqs",
          ENGINE + "store",
          ENGINE + "validation",
          "worker/config/src/main/java/io/runnerbean/config/signing",
          "worker/engine/src/main/resources/io/runnerbean/engine",
          "worker/sqsd/src/main");

  private static final int LENGTH = 12;

  private CodeFingerprint() {}

  /** The fingerprint of a checkout. */
  public static String of(Path checkout) throws IOException {
    MessageDigest digest = sha256();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(checkout.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          digest.update(name(checkout, file));
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }

  private static byte[] name(Path checkout, Path file) {
    return checkout.relativize(file).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
