package nitro.engine.model;

/** The program that cleans up, and the milliseconds that it has before KILL. */
public record Finish(Program program, int limitMs) {}
