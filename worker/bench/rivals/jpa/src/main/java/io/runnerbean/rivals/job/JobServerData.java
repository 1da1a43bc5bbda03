package io.runnerbean.rivals.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A row of the job. Ids come in blocks of fifty, which is Hibernate's default, and its fastest. */
@Entity
@Table(name = "job_server_data")
class JobServerData {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ids")
  @SequenceGenerator(name = "ids", sequenceName = "job_server_data_seq", allocationSize = 50)
  private Long id;

  @Column(nullable = false)
  private String data;

  protected JobServerData() {}

  JobServerData(String data) {
    this.data = data;
  }
}
