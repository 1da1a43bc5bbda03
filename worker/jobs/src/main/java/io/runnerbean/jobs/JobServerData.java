package io.runnerbean.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row that {@link InsertJob} wrote. Its id comes from the column's default. */
@Entity
@Table(name = "job_server_data")
public class JobServerData {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Column(nullable = false, updatable = false)
  private String data;

  /** For Hibernate. */
  protected JobServerData() {}

  public JobServerData(String data) {
    this.data = data;
  }

  /** Null until the row is inserted. */
  public @Nullable Long getId() {
    return id;
  }

  public String getData() {
    return data;
  }
}
