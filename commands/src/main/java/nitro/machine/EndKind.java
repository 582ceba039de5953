package nitro.machine;

/** Whether the machine, or the supervisor where it is not pid 1, ends or begins anew. */
public enum EndKind {
    SHUTDOWN,
    REBOOT
}
