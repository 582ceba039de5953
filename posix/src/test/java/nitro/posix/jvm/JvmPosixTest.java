package nitro.posix.jvm;

import java.util.List;
import nitro.posix.ErrnoException;
import nitro.posix.contract.Case;
import nitro.posix.contract.Contract;
import nitro.posix.contract.PosixContract;
import nitro.posix.contract.World;

final class JvmPosixTest extends PosixContract {
    @Override
    protected List<Case> cases() {
        return Contract.all();
    }

    @Override
    protected World world(String directory) throws ErrnoException {
        return JvmContract.world("posix", new JvmPosix(), directory);
    }
}
