package io.runnerbean.dev.chaos.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The code that custody rests on. When it changes, what was shown of it before says nothing. */
public final class CustodyCode {

  private static final String ENGINE = "worker/engine/src/main/java/io/runnerbean/engine/";

  private static final List<String> FOLDERS =
      List.of(
          ENGINE + "control",
          ENGINE + "custody",
          ENGINE + "database",
          ENGINE + "deadletter",
          ENGINE + "dispatch",
          ENGINE + "http",
          ENGINE + "ledger",
          ENGINE + "message",
          ENGINE + "slots",
          "worker/engine/src/main/resources/io/runnerbean/engine",
          "worker/sqsd/src/main");

  private static final int LENGTH = 12;

  private CustodyCode() {}

  /** Tells a version of it from others, in a checkout. */
  public static String fingerprint(Path checkout) throws IOException {
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
