package io.runnerbean.deploy.version;

import io.runnerbean.deploy.console.Console;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import software.amazon.awssdk.core.sync.RequestBody;

/** The body of an upload, which prints each tenth. */
final class Upload extends FilterInputStream {

  private static final int PARTS = 10;

  private final Bundle bundle;
  private final Console console;
  private long sent;

  private Upload(InputStream in, Bundle bundle, Console console) {
    super(in);
    this.bundle = bundle;
    this.console = console;
  }

  static RequestBody of(Bundle bundle, Console console) {
    return RequestBody.fromContentProvider(
        () -> new Upload(open(bundle), bundle, console), bundle.bytes(), "application/zip");
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) {
    long before = part();
    sent += bytes;
    if (part() > before) {
      console.print("  uploading  %d %%", 100 / PARTS * part());
    }
  }

  private long part() {
    return PARTS * sent / Math.max(1, bundle.bytes());
  }

  private static InputStream open(Bundle bundle) {
    try {
      return Files.newInputStream(bundle.zip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
