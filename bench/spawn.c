/*
 * spawn DIRECTORY: starts `run` in each directory below, in a session of its own, and then waits to be ended. What a
 * supervisor cannot do without, and nothing else: the best that a boot could be.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    DIR *directory = argc == 2 && chdir(argv[1]) == 0 ? opendir(".") : NULL;
    if (!directory)
        return 111;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        pid_t pid = vfork();
        if (pid == 0) {
            if (setsid() >= 0 && chdir(entry->d_name) == 0)
                execl("./run", "./run", NULL);
            _exit(111);
        }
        if (pid < 0)
            return 111;
    }
    closedir(directory);
    for (;;)
        pause();
}
