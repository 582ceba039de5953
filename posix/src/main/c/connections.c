/* Sockets of who connects to others, and the datagrams of sd_notify(3) with their senders. */
#define _GNU_SOURCE
#include "nitro.h"
#include <errno.h>
#include <netdb.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The addresses of a host in numbers, a line each, as many as fit. Returns how many bytes that is. */
int nitro_resolve(const char *host, char *lines, int size) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    int used = 0;
    if (getaddrinfo(host, NULL, &hints, &found))
        return 0;
    for (struct addrinfo *at = found; at; at = at->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(at->ai_addr, at->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST) == 0 &&
            used + (int)strlen(text) + 1 < size)
            used += sprintf(lines + used, "%s\n", text);
    }
    freeaddrinfo(found);
    return used;
}

/* A stream socket that is connected or on the way to it, or the negative errno. */
static int connected(const struct sockaddr *address, socklen_t size) {
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), outcome, error;
    if (fd < 0)
        return -errno;
    while ((outcome = connect(fd, address, size)) < 0 && errno == EINTR)
        ;
    if (outcome == 0 || errno == EINPROGRESS)
        return fd;
    error = errno;
    close(fd);
    return -error;
}

/* Begins to connect to an address in numbers. */
int nitro_begin_connect(const char *address, int port) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV}, *found;
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    if (getaddrinfo(address, service, &hints, &found))
        return -EINVAL;
    int result = connected(found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return result;
}

/* The bytes of a name in a socket's address; returns the address's size. */
static socklen_t fill(struct sockaddr_un *address, const char *name, int length) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, name, length);
    return offsetof(struct sockaddr_un, sun_path) + length;
}

int nitro_connect_stream(const char *path) {
    struct sockaddr_un address;
    size_t length = strlen(path);
    if (length >= sizeof address.sun_path)
        return -ENAMETOOLONG;
    return connected((struct sockaddr *)&address, fill(&address, path, length + 1));
}

/* Whether a socket of the internet is connected to itself. */
static int is_its_own_peer(int fd) {
    struct sockaddr_storage own = {0}, peer = {0};
    socklen_t own_size = sizeof own, peer_size = sizeof peer;
    return getsockname(fd, (struct sockaddr *)&own, &own_size) == 0 &&
           getpeername(fd, (struct sockaddr *)&peer, &peer_size) == 0 && own.ss_family != AF_UNIX &&
           own_size == peer_size && memcmp(&own, &peer, own_size) == 0;
}

/* The error that a socket keeps, negative; 0 for none. */
int nitro_socket_error(int fd) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
        return -errno;
    return error == 0 && is_its_own_peer(fd) ? -ECONNREFUSED : -error;
}

/* A socket bound to a name in the abstract namespace, which says who sends. */
int nitro_notice_socket(const char *name) {
    struct sockaddr_un address;
    char abstract[sizeof address.sun_path] = {0};
    size_t length = strlen(name);
    if (length >= sizeof abstract)
        return -ENAMETOOLONG;
    memcpy(abstract + 1, name, length);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0)
        return -errno;
    if (setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof on) ||
        bind(fd, (struct sockaddr *)&address, fill(&address, abstract, length + 1))) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

/* Takes a datagram and its sender's pid and user; there is no room for descriptors, so the kernel closes them. */
int nitro_receive_notice(int fd, char *bytes, int size, int sender[2]) {
    union {
        char room[CMSG_SPACE(sizeof(struct ucred))];
        struct cmsghdr align;
    } control;
    struct iovec vector = {bytes, size};
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t count;
    while ((count = recvmsg(fd, &message, MSG_DONTWAIT)) < 0 && errno == EINTR)
        ;
    if (count < 0)
        return -errno;
    sender[0] = 0;
    sender[1] = -1;
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    if (first && first->cmsg_level == SOL_SOCKET && first->cmsg_type == SCM_CREDENTIALS) {
        struct ucred who;
        memcpy(&who, CMSG_DATA(first), sizeof who);
        sender[0] = who.pid;
        sender[1] = who.uid;
    }
    return count;
}
