// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Storage rental
/// @notice Space for encrypted files, paid in advance in PTOY. A provider names its price and how much it gives away free; a
/// tenant pays for a size and a time; the provider earns second by second and claims when it likes; whoever ends a lease
/// early settles it at that second, and the tenant gets the rest back at once. What is rented and that the bytes are really
/// kept is between the two: this contract proves nothing about bytes, and a tenant who misses his ends the lease.
/// Nobody owns this contract and nothing behind it can be replaced.
contract StorageRental {
    using SafeERC20 for IERC20;

    /// @notice What a provider offers.
    /// @param price the smallest units of PTOY for one GiB for 30 days.
    /// @param freeBytes how much of one lease per tenant costs nothing.
    /// @param open whether new leases are taken.
    struct Offer {
        uint128 price;
        uint64 freeBytes;
        bool open;
    }

    /// @notice A lease. Over when its end has come, ended early when `end` was moved.
    /// @param tenant who rents.
    /// @param start first second.
    /// @param provider who stores.
    /// @param end first second after.
    /// @param sizeBytes how much space.
    /// @param freeBytes how much of it costs nothing.
    /// @param paid what the whole time costs, in the smallest unit of PTOY; less after an early end.
    /// @param claimed what the provider has had of it.
    struct Lease {
        address tenant;
        uint64 start;
        address provider;
        uint64 end;
        uint64 sizeBytes;
        uint64 freeBytes;
        uint128 paid;
        uint128 claimed;
    }

    /// @notice The unit of price: one GiB for 30 days.
    uint256 public constant PRICE_UNIT = 2 ** 30 * 30 days;
    /// @notice The longest lease, in seconds.
    uint64 public constant MAX_DURATION = 3660 days;
    /// @notice The token in which rent is paid.
    IERC20 public immutable token;

    mapping(address provider => Offer) private _offers;
    mapping(uint256 leaseId => Lease) private _leases;
    mapping(address provider => mapping(address tenant => uint256 leaseId)) private _freeLeases;
    uint256 private _lastLeaseId;

    /// @notice A provider changed its offer. Leases keep the price at which they were made.
    /// @param provider the provider.
    /// @param price the smallest units of PTOY for one GiB for 30 days.
    /// @param freeBytes how much of one lease per tenant costs nothing.
    /// @param open whether new leases are taken.
    event OfferSet(address indexed provider, uint128 price, uint64 freeBytes, bool open);
    /// @notice A lease was made and paid.
    /// @param leaseId its number.
    /// @param tenant who rents.
    /// @param provider who stores.
    /// @param sizeBytes how much space.
    /// @param freeBytes how much of it costs nothing.
    /// @param end first second after; the first is this block's.
    /// @param paid what was paid.
    event Rented(
        uint256 indexed leaseId,
        address indexed tenant,
        address indexed provider,
        uint64 sizeBytes,
        uint64 freeBytes,
        uint64 end,
        uint128 paid
    );
    /// @notice A lease was ended before its time.
    /// @param leaseId its number.
    /// @param endedBy tenant or provider.
    /// @param refund what the tenant got back.
    event Ended(uint256 indexed leaseId, address indexed endedBy, uint128 refund);
    /// @notice The provider took what it had earned.
    /// @param leaseId the lease.
    /// @param provider the provider.
    /// @param amount how much.
    event Claimed(uint256 indexed leaseId, address indexed provider, uint128 amount);

    /// @notice A rental needs a token that has code.
    /// @param given the address given.
    error NotAContract(address given);
    /// @notice The provider takes no new leases.
    /// @param provider the provider.
    error OfferClosed(address provider);
    /// @notice A lease has a size, and a duration of at most MAX_DURATION.
    /// @param sizeBytes the size given.
    /// @param duration the duration given.
    error InvalidLease(uint64 sizeBytes, uint64 duration);
    /// @notice It would cost more than the tenant said, or more than can be kept.
    /// @param cost what it costs.
    /// @param maxCost the bound.
    error TooExpensive(uint256 cost, uint256 maxCost);
    /// @notice No such lease.
    /// @param leaseId the number.
    error LeaseNotFound(uint256 leaseId);
    /// @notice The caller is neither the tenant nor the provider.
    /// @param caller the caller.
    /// @param leaseId the lease.
    error NotParty(address caller, uint256 leaseId);
    /// @notice The lease is over.
    /// @param leaseId the lease.
    /// @param end first second after it.
    error LeaseOver(uint256 leaseId, uint64 end);

    /// @param token_ the token in which rent is paid, for ever.
    constructor(IERC20 token_) {
        if (address(token_).code.length == 0) revert NotAContract(address(token_));
        token = token_;
    }

    /// @notice Sets the caller's offer. Anyone may offer; whom tenants trust is their choice.
    /// @param price the smallest units of PTOY for one GiB for 30 days.
    /// @param freeBytes how much of one lease per tenant costs nothing.
    /// @param open whether new leases are taken.
    function setOffer(uint128 price, uint64 freeBytes, bool open) external {
        _offers[msg.sender] = Offer(price, freeBytes, open);
        emit OfferSet(msg.sender, price, freeBytes, open);
    }

    /// @notice Rents space from now on and pays for all of it. The caller has allowed this contract to take the cost. A
    /// provider's free bytes count for one living lease per tenant.
    /// @param provider who stores.
    /// @param sizeBytes how much space.
    /// @param duration for how long, in seconds.
    /// @param maxCost the most that the caller will pay, since a price can change before this is mined.
    /// @return leaseId the number of the lease.
    function rent(address provider, uint64 sizeBytes, uint64 duration, uint256 maxCost)
        external
        returns (uint256 leaseId)
    {
        if (!_offers[provider].open) revert OfferClosed(provider);
        if (sizeBytes == 0 || duration == 0 || duration > MAX_DURATION) revert InvalidLease(sizeBytes, duration);
        (uint256 cost, uint64 free) = costOf(msg.sender, provider, sizeBytes, duration);
        uint256 bound = maxCost < type(uint128).max ? maxCost : type(uint128).max;
        if (cost > bound) revert TooExpensive(cost, bound);
        leaseId = ++_lastLeaseId;
        uint64 end = uint64(block.timestamp) + duration;
        _leases[leaseId] =
            Lease(msg.sender, uint64(block.timestamp), provider, end, sizeBytes, free, uint128(cost), 0);
        if (free != 0) _freeLeases[provider][msg.sender] = leaseId;
        emit Rented(leaseId, msg.sender, provider, sizeBytes, free, end, uint128(cost));
        if (cost != 0) token.safeTransferFrom(msg.sender, address(this), cost);
    }

    /// @notice Ends a lease at this second. Tenant or provider. The tenant gets back what the provider has not earned; what it
    /// has earned waits for it.
    /// @param leaseId the lease.
    /// @return refund what the tenant got back.
    function endLease(uint256 leaseId) external returns (uint128 refund) {
        Lease storage lease = _existing(leaseId);
        if (msg.sender != lease.tenant && msg.sender != lease.provider) revert NotParty(msg.sender, leaseId);
        if (block.timestamp >= lease.end) revert LeaseOver(leaseId, lease.end);
        uint128 earned = _earned(lease);
        refund = lease.paid - earned;
        lease.paid = earned;
        lease.end = uint64(block.timestamp);
        emit Ended(leaseId, msg.sender, refund);
        if (refund != 0) token.safeTransfer(lease.tenant, refund);
    }

    /// @notice Pays the provider what it has earned of some leases and not had yet. Anyone may send it. A lease with nothing to
    /// claim is passed over.
    /// @param leaseIds the leases.
    /// @return amount how much was paid in all.
    function claim(uint256[] calldata leaseIds) external returns (uint256 amount) {
        for (uint256 i = 0; i < leaseIds.length; i++) {
            Lease storage lease = _existing(leaseIds[i]);
            uint128 due = _earned(lease) - lease.claimed;
            if (due == 0) continue;
            lease.claimed += due;
            amount += due;
            emit Claimed(leaseIds[i], lease.provider, due);
            token.safeTransfer(lease.provider, due);
        }
    }

    /// @notice What a lease would cost at this moment.
    /// @param tenant who rents.
    /// @param provider who stores.
    /// @param sizeBytes how much space.
    /// @param duration for how long, in seconds.
    /// @return cost in the smallest unit of PTOY, rounded up.
    /// @return free how many of the bytes cost nothing.
    function costOf(address tenant, address provider, uint64 sizeBytes, uint64 duration)
        public
        view
        returns (uint256 cost, uint64 free)
    {
        Offer storage offer = _offers[provider];
        if (block.timestamp >= _leases[_freeLeases[provider][tenant]].end) {
            free = sizeBytes < offer.freeBytes ? sizeBytes : offer.freeBytes;
        }
        cost = (uint256(sizeBytes - free) * duration * offer.price + PRICE_UNIT - 1) / PRICE_UNIT;
    }

    /// @notice A provider's offer.
    /// @param provider the provider.
    /// @return the offer; all zero if there never was one.
    function offerOf(address provider) external view returns (Offer memory) {
        return _offers[provider];
    }

    /// @notice A lease, living or over. Reverts with LeaseNotFound for an unknown number.
    /// @param leaseId its number.
    /// @return the lease.
    function leaseOf(uint256 leaseId) external view returns (Lease memory) {
        return _existing(leaseId);
    }

    /// @notice What the provider could claim of a lease at this moment.
    /// @param leaseId the lease.
    /// @return the amount.
    function claimable(uint256 leaseId) external view returns (uint128) {
        Lease storage lease = _existing(leaseId);
        return _earned(lease) - lease.claimed;
    }

    // What was paid, in proportion to the seconds passed, rounded down: the tenant gains the rest of a unit.
    function _earned(Lease storage lease) private view returns (uint128) {
        if (block.timestamp >= lease.end) return lease.paid;
        return uint128(uint256(lease.paid) * (block.timestamp - lease.start) / (lease.end - lease.start));
    }

    function _existing(uint256 leaseId) private view returns (Lease storage lease) {
        lease = _leases[leaseId];
        if (lease.tenant == address(0)) revert LeaseNotFound(leaseId);
    }
}
