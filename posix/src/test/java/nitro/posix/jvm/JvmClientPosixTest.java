package nitro.posix.jvm;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.contract.Case;
import nitro.posix.contract.Contract;
import nitro.posix.contract.PosixContract;
import nitro.posix.contract.World;

final class JvmClientPosixTest extends PosixContract {
    @Override
    protected List<Case> cases() {
        return Contract.client();
    }

    @Override
    protected World world(String directory) throws ErrnoException {
        return JvmContract.world("client", new JvmPosix(), directory);
    }
}
