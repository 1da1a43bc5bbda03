package io.runnerbean.testkit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Records which class makes which call of AWS: one line {@code class service:Operation} for each
 * that is new to this JVM, in the file that the environment variable {@value #VARIABLE} names. The
 * SDK finds this class on the class path of tests, and of the JVMs that they start. {@code
 * cloudformation/check} compares the file with what the roles may do.
 */
public final class CallRecorder implements ExecutionInterceptor {

  static final String VARIABLE = "RUNNERBEAN_RECORD_CALLS";

  private static final StackWalker STACK = StackWalker.getInstance();

  private static final Optional<Path> FILE =
      Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);

  /** Shared by all clients, because the SDK makes one instance of this class for each. */
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  /** Records a call. The SDK calls this method in the caller's thread. */
  @Override
  public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
    FILE.ifPresent(path -> record(path, caller() + " " + operation(attributes)));
  }

  /** Appends a line in one write, because several JVMs may write at once. */
  private static void record(Path path, String line) {
    try {
      if (KNOWN.add(line)) {
        Files.writeString(path, line + "\n", CREATE, APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not record a call", e);
    }
  }

  private static String caller() {
    return STACK
        .walk(frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(CallRecorder::isOurs)
                .findFirst())
        .orElse("unknown");
  }

  private static boolean isOurs(String type) {
    return type.startsWith("io.runnerbean.") && !type.equals(CallRecorder.class.getName());
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
        + ":"
        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }
}
