package io.runnerbean.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this process in the tables: host name and process id. */
final class WorkerId {

  private WorkerId() {}

  static String current() {
    return host() + "/" + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
