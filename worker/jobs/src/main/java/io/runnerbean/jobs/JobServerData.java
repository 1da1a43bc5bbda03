package io.runnerbean.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A row that {@link InsertJob} wrote. Its id comes from a sequence, in blocks, so that Hibernate
 * can send several rows at once.
 */
@Entity
@Table(name = "job_server_data")
public class JobServerData {

  private static final String SEQUENCE = "job_server_data_id_seq";

  @Id
  @GeneratedValue(generator = SEQUENCE)
  @SequenceGenerator(name = SEQUENCE, allocationSize = 50)
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
