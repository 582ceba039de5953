/* The kernel's reports of forks: netlink's process connector (linux/cn_proc.h, whose numbers stand here: musl has no such headers). */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTOR = 11, PROCESSES = 1, LISTEN = 1, FORK = 1, DONE = 3 };

/* Room for about 1300 reports: more come while a slow machine starts the reader. */
enum { ROOM = 1 << 20 };

struct address {
    uint16_t family, none;
    uint32_t port, groups;
};

/* struct nlmsghdr and struct cn_msg. */
struct header {
    uint32_t length;
    uint16_t type, flags;
    uint32_t sequence, port;
    uint32_t index, value, number, answer;
    uint16_t size, more;
};

/* A socket that receives every fork from now on, and no other event: kernels that cannot select do not listen to this. */
int nitro_fork_socket(void) {
    struct address address = {AF_NETLINK, 0, 0, PROCESSES};
    struct {
        struct header header;
        uint32_t operation, event;
    } request = {{sizeof request, DONE, 0, 0, 0, PROCESSES, PROCESSES, 0, 0, 2 * sizeof(uint32_t), 0}, LISTEN, FORK};
    int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, CONNECTOR), room = ROOM;
    if (fd < 0)
        return -errno;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room); /* else fewer reports fit */
    if (bind(fd, (struct sockaddr *)&address, sizeof address) || send(fd, &request, sizeof request, 0) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

/* Takes a report: 1 if it is a fork, whose parent and child are then known, 0 if not, or the negative errno. */
int nitro_receive_fork(int fd, int family[2]) {
    struct {
        struct header header;
        uint32_t what, processor, nanoseconds[2];
        uint32_t parent_thread, parent, child_thread, child;
    } report;
    struct address from = {0};
    socklen_t size = sizeof from;
    ssize_t count;
    while ((count = recvfrom(fd, &report, sizeof report, MSG_DONTWAIT, (struct sockaddr *)&from, &size)) < 0 &&
           errno == EINTR)
        ;
    if (count < 0)
        return -errno;
    if (count < (ssize_t)sizeof report || from.port != 0 || report.what != FORK) /* port 0 is the kernel */
        return 0;
    family[0] = report.parent;
    family[1] = report.child;
    return 1;
}
