package io.runnerbean.deploy.stub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack that changes its state each time it is looked at. */
final class StubStack {

  final String name;
  Map<String, String> parameters = new TreeMap<>();
  String body = "";
  String status = "REVIEW_IN_PROGRESS";
  String ends = "";
  int looks;
  final List<String> events = new ArrayList<>();

  StubStack(String name) {
    this.name = name;
  }

  String id() {
    return name + "/id";
  }

  /** Begins something that is over after some looks. */
  void begin(String now, String end, int afterLooks) {
    status = now;
    ends = end;
    looks = afterLooks;
    event("Stack", now, "User Initiated");
  }

  void look() {
    if (!ends.isEmpty() && looks-- <= 0) {
      status = ends;
      ends = "";
      event("Stack", status, "");
    }
  }

  void event(String resource, String state, String reason) {
    events.addFirst(
        "<member><EventId>%d</EventId><StackId>%s</StackId><StackName>%s</StackName><LogicalResourceId>%s</LogicalResourceId><ResourceType>AWS::A::B</ResourceType><Timestamp>%s</Timestamp><ResourceStatus>%s</ResourceStatus>%s</member>"
            .formatted(
                events.size(),
                id(),
                name,
                resource,
                Instant.now(),
                state,
                reason.isEmpty()
                    ? ""
                    : "<ResourceStatusReason>" + reason + "</ResourceStatusReason>"));
  }
}
