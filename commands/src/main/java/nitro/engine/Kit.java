package nitro.engine;

import nitro.define.directory.ServiceFiles;
import nitro.loop.Loop;
import nitro.machine.Console;
import nitro.posix.Posix;

/**
 * What the parts of the supervisor work with.
 *
 * @param posix the system
 * @param loop the events of it
 * @param console for messages to the user
 * @param files the services directory
 * @param scripts how scripts are started
 * @param children who is told of their ends
 */
public record Kit(Posix posix, Loop loop, Console console, ServiceFiles files, Scripts scripts, Children children) {}
