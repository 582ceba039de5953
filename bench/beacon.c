/*
 * A service that says that it has started: sends "NAME PID" to the socket BEACON_SOCK, NAME being its directory's, and
 * waits to be killed; or lives for BEACON_LIFE milliseconds and says nothing.
 */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void say(const char *socket_path) {
    char directory[4096], message[512];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, socket_path, sizeof address.sun_path - 1);
    if (!getcwd(directory, sizeof directory))
        exit(111);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int size = snprintf(message, sizeof message, "%s %d", basename(directory), (int)getpid());
    if (sendto(fd, message, size, 0, (struct sockaddr *)&address, sizeof address) < 0)
        exit(111);
    close(fd);
}

int main(void) {
    const char *life = getenv("BEACON_LIFE"), *path = getenv("BEACON_SOCK");
    if (life) {
        usleep(atol(life) * 1000);
        return 0;
    }
    if (path)
        say(path);
    for (;;)
        pause();
}
