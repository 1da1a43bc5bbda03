package io.runnerbean.engine;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;

/** An entity that counts its own updates. Several transactions may change it. */
@Entity
public class Counter {

  @Id int id;

  @Version int version;

  int value;

  int updates;

  protected Counter() {}

  void increment() {
    value++;
  }

  @PreUpdate
  void count() {
    updates++;
  }
}
