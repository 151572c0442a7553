package io.tocsin.telemetry;

/**
 * Which container a record is about.
 *
 * @param id the engine's full id, 64 hexadecimal digits
 * @param name the name without the leading slash
 * @param image the image as it was asked for, such as {@code postgres:16}
 */
public record ContainerRef(String id, String name, String image) {}
