package io.tocsin.app.topics;

import io.tocsin.telemetry.Topics;

/**
 * How the topics are laid out on a cluster.
 *
 * @param topics their names
 * @param partitions of each keyed topic; all must have the same number, because a service's records
 *     have to meet in one task
 * @param replication how many brokers keep a copy; -1 for the cluster's own default
 * @param isAskedFor whether topics that exist must have so many partitions; else theirs is taken
 */
public record TopicLayout(Topics topics, int partitions, short replication, boolean isAskedFor) {
  /**
   * One thread reads them all, and more partitions would not make it faster: but whatever is done
   * once a second costs as many times as much as there are partitions, also when nothing happens.
   */
  public static final int EMBEDDED_PARTITIONS = 1;

  public static final int CLUSTER_PARTITIONS = 6;
  public static final short CLUSTER_DEFAULT = -1;

  /** With so many partitions and no others. */
  public TopicLayout(Topics topics, int partitions, short replication) {
    this(topics, partitions, replication, true);
  }

  TopicLayout with(int otherPartitions) {
    return new TopicLayout(topics, otherPartitions, replication, isAskedFor);
  }
}
