package io.runnerbean.engine.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row that {@link MemoJob} writes. Its text is unique. */
@Entity
@Table(name = "note")
class Memo {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  String text;

  protected Memo() {}

  Memo(String text) {
    this.text = text;
  }
}
