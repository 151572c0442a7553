package io.tocsin.alerts.kafka;

/** What alerts remember in Kafka. */
public record KafkaStores(KafkaLedger ledger, KafkaDeadLetters deadLetters) {}
