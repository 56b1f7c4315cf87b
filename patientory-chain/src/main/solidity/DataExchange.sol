// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {FileVault} from "./FileVault.sol";
import {HospitalRegistry} from "./HospitalRegistry.sol";
import {PatientRegistry} from "./PatientRegistry.sol";

/// @title Data exchange
/// @notice Records for PTOY, with the patient's consent on chain and the price in escrow. A seeker opens a request and pays for
/// all its places; a patient accepts with the own vault; patient or hospital delivers, which means that an envelope for the seeker lies
/// where a digest leads; the seeker confirms or disputes, or time decides. What is paid is split between patient, hospital
/// and node by shares that stand in the request, at least half of it to the patient. Nobody owns this contract; an arbiter,
/// named by the seeker and accepted with the request by the patient, decides a dispute and nothing else.
/// Ids are digests: that of a request commits to its seeker and terms, that of a deal to its request and vault. What is signed for
/// an id can mean nothing else, whatever a server says and however blocks are ordered anew.
/// Whether delivered bytes are what the criteria ask for is beyond a contract: that is what dispute and arbiter are for.
contract DataExchange {
    using SafeERC20 for IERC20;

    /// @notice What a seeker asks.
    /// @param criteriaCid SHA-256 digest in the CID of the criteria and the purpose, which the patient's device shows.
    /// @param arbiter who decides disputes; not the seeker.
    /// @param price for one patient's data, in the smallest unit of PTOY.
    /// @param places for how many patients.
    /// @param acceptUntil last second in which a patient can accept.
    /// @param deliverWithin seconds between acceptance and delivery, at most MAX_PERIOD.
    /// @param confirmWithin seconds in which the seeker can dispute, at most MAX_PERIOD.
    /// @param hospitalShare of 10,000.
    /// @param nodeShare of 10,000; together with the hospital's at most half.
    struct Terms {
        bytes32 criteriaCid;
        address arbiter;
        uint128 price;
        uint32 places;
        uint64 acceptUntil;
        uint64 deliverWithin;
        uint64 confirmWithin;
        uint16 hospitalShare;
        uint16 nodeShare;
    }

    /// @notice A request.
    /// @param terms what the seeker asks; `places` falls to `taken` when it is closed.
    /// @param seeker who asks and pays.
    /// @param taken how many patients have accepted.
    struct Request {
        Terms terms;
        address seeker;
        uint32 taken;
    }

    /// @notice Where a deal stands.
    enum State {
        None,
        Accepted,
        Delivered,
        Disputed,
        Paid,
        Refunded,
        Divided
    }

    /// @notice One patient's acceptance of a request.
    /// @param requestId the request.
    /// @param vault the patient's vault, whose owner is paid.
    /// @param state where it stands.
    /// @param deadline when time decides: first second after delivery, confirmation or arbitration was possible.
    /// @param node who keeps the bytes and gets the node's share; zero for none.
    /// @param hospitalId who made the records and gets the hospital's share; zero for none.
    struct Deal {
        uint256 requestId;
        address vault;
        State state;
        uint64 deadline;
        address node;
        bytes32 hospitalId;
    }

    /// @notice The whole, of which shares are parts.
    uint16 public constant WHOLE = 10_000;
    /// @notice The most that hospital and node may have together.
    uint16 public constant MAX_SHARES = 5_000;
    /// @notice The longest time for delivery, and for confirmation, in seconds.
    uint64 public constant MAX_PERIOD = 90 days;
    /// @notice How long an arbiter has; after that seeker and sellers get half each.
    uint64 public constant ARBITRATION = 30 days;

    /// @notice The token in which is paid.
    IERC20 public immutable token;
    /// @notice Whose vaults can accept.
    PatientRegistry public immutable registry;
    /// @notice The hospitals of that registry.
    HospitalRegistry public immutable hospitals;

    mapping(uint256 requestId => Request) private _requests;
    mapping(uint256 dealId => Deal) private _deals;
    mapping(address seeker => uint256) private _opened;

    /// @notice A request was opened, and all its places were paid.
    /// @param requestId its id.
    /// @param seeker who asks.
    /// @param terms what is asked.
    event Opened(uint256 indexed requestId, address indexed seeker, Terms terms);
    /// @notice A request was closed.
    /// @param requestId its id.
    /// @param refund what the seeker got back for places that nobody took.
    event Closed(uint256 indexed requestId, uint256 refund);
    /// @notice A patient accepted.
    /// @param dealId the deal's id.
    /// @param requestId the request.
    /// @param vault the patient's vault.
    /// @param hospitalId who made the records, or zero.
    /// @param node who keeps the bytes, or zero.
    /// @param deadline first second in which it is too late to deliver.
    event Accepted(
        uint256 indexed dealId,
        uint256 indexed requestId,
        address indexed vault,
        bytes32 hospitalId,
        address node,
        uint64 deadline
    );
    /// @notice The data are there.
    /// @param dealId the deal.
    /// @param deliveryCid SHA-256 digest in the CID of what was delivered: an envelope for the seeker.
    /// @param deadline first second in which it is too late to dispute.
    event Delivered(uint256 indexed dealId, bytes32 deliveryCid, uint64 deadline);
    /// @notice The seeker disputes what was delivered.
    /// @param dealId the deal.
    /// @param reasonHash digest of the reason.
    /// @param deadline first second in which it is too late to arbitrate.
    event Disputed(uint256 indexed dealId, bytes32 reasonHash, uint64 deadline);
    /// @notice A deal has ended.
    /// @param dealId the deal.
    /// @param outcome Paid, Refunded or Divided.
    /// @param toPatient what the vault's owner got.
    /// @param toHospital what the hospital's admin got.
    /// @param toNode what the node got.
    /// @param toSeeker what the seeker got back.
    event Settled(
        uint256 indexed dealId,
        State indexed outcome,
        uint256 toPatient,
        uint256 toHospital,
        uint256 toNode,
        uint256 toSeeker
    );

    /// @notice An exchange needs a token and a registry that have code.
    /// @param given the address given.
    error NotAContract(address given);
    /// @notice The terms break a rule of `Terms`.
    error InvalidTerms();
    /// @notice No such request.
    /// @param requestId the id.
    error RequestNotFound(uint256 requestId);
    /// @notice It is too late to accept, or no place is left.
    /// @param requestId the request.
    error RequestClosed(uint256 requestId);
    /// @notice This vault has accepted this request before.
    /// @param requestId the request.
    /// @param vault the vault.
    error AcceptedBefore(uint256 requestId, address vault);
    /// @notice The caller may not do this.
    /// @param caller the caller.
    error NotParty(address caller);
    /// @notice The hospital is not registered, or suspended.
    /// @param hospitalId the hospital.
    error HospitalInactive(bytes32 hospitalId);
    /// @notice The deal does not stand where this can be done; there may be no such deal.
    /// @param dealId the deal.
    /// @param state where it stands.
    error WrongState(uint256 dealId, State state);
    /// @notice It is too late.
    /// @param deadline first second in which it is.
    /// @param timestamp the block's timestamp.
    error TooLate(uint64 deadline, uint256 timestamp);
    /// @notice It is too early.
    /// @param deadline first second in which it is not.
    /// @param timestamp the block's timestamp.
    error TooEarly(uint64 deadline, uint256 timestamp);
    /// @notice A delivery's or a reason's digest may not be zero.
    error ZeroDigest();

    /// @param token_ the token in which is paid.
    /// @param registry_ whose vaults can accept.
    constructor(IERC20 token_, PatientRegistry registry_) {
        if (address(token_).code.length == 0) revert NotAContract(address(token_));
        if (address(registry_).code.length == 0) revert NotAContract(address(registry_));
        token = token_;
        registry = registry_;
        hospitals = registry_.hospitals();
    }

    // -------------------------------------------------------------- requests

    /// @notice Opens a request and pays for all its places. The caller has allowed this contract to take the sum.
    /// @param terms what is asked.
    /// @return requestId the Keccak-256 of `abi.encode(seeker, number, terms)`, where the seeker's first request has number 1: who
    /// names the request names its terms, so a patient accepts these and no others.
    function open(Terms calldata terms) external returns (uint256 requestId) {
        bool parties = terms.arbiter != address(0) && terms.arbiter != msg.sender && terms.criteriaCid != bytes32(0);
        bool money = terms.price != 0 && terms.places != 0
            && uint256(terms.hospitalShare) + terms.nodeShare <= MAX_SHARES;
        bool times = terms.acceptUntil >= block.timestamp && terms.deliverWithin != 0 && terms.confirmWithin != 0
            && terms.deliverWithin <= MAX_PERIOD && terms.confirmWithin <= MAX_PERIOD;
        if (!parties || !money || !times) revert InvalidTerms();
        requestId = uint256(keccak256(abi.encode(msg.sender, ++_opened[msg.sender], terms)));
        _requests[requestId] = Request(terms, msg.sender, 0);
        emit Opened(requestId, msg.sender, terms);
        token.safeTransferFrom(msg.sender, address(this), uint256(terms.price) * terms.places);
    }

    /// @notice Closes a request: no patient can accept any more, and what nobody took is paid back. Deals go on. Seeker only.
    /// Closing again pays nothing.
    /// @param requestId the request.
    /// @return refund what was paid back.
    function close(uint256 requestId) external returns (uint256 refund) {
        Request storage request = _existing(requestId);
        if (msg.sender != request.seeker) revert NotParty(msg.sender);
        refund = uint256(request.terms.price) * (request.terms.places - request.taken);
        request.terms.places = request.taken;
        emit Closed(requestId, refund);
        if (refund != 0) token.safeTransfer(msg.sender, refund);
    }

    /// @notice Accepts a request with the caller's vault: the patient's consent. Each vault accepts a request once.
    /// @param requestId the request.
    /// @param origin the account with which the vault was registered; the caller's own, unless there was a recovery.
    /// @param hospitalId who made the records and gets the hospital's share; zero if that goes to the patient.
    /// @param node who keeps the bytes and gets the node's share; zero if that goes to the patient.
    /// @return dealId the Keccak-256 of `abi.encode(requestId, vault)`.
    function accept(uint256 requestId, address origin, bytes32 hospitalId, address node)
        external
        returns (uint256 dealId)
    {
        Request storage request = _existing(requestId);
        (, address vault) = registry.predict(origin);
        if (registry.registeredAt(origin) == 0 || FileVault(vault).owner() != msg.sender) revert NotParty(msg.sender);
        if (block.timestamp > request.terms.acceptUntil || request.taken >= request.terms.places) {
            revert RequestClosed(requestId);
        }
        dealId = _dealId(requestId, vault);
        if (_deals[dealId].state != State.None) revert AcceptedBefore(requestId, vault);
        if (hospitalId != bytes32(0) && !hospitals.isActive(hospitalId)) revert HospitalInactive(hospitalId);
        request.taken++;
        uint64 deadline = uint64(block.timestamp) + request.terms.deliverWithin;
        _deals[dealId] = Deal(requestId, vault, State.Accepted, deadline, node, hospitalId);
        emit Accepted(dealId, requestId, vault, hospitalId, node, deadline);
    }

    // ----------------------------------------------------------------- deals

    /// @notice Says that an envelope for the seeker is there. The vault's owner, or a writer of the deal's hospital.
    /// @param dealId the deal.
    /// @param deliveryCid SHA-256 digest in the CID of what was delivered.
    function deliver(uint256 dealId, bytes32 deliveryCid) external {
        Deal storage deal = _in(dealId, State.Accepted);
        bool hospital = deal.hospitalId != bytes32(0) && hospitals.hospitalOf(msg.sender) == deal.hospitalId;
        if (!hospital && FileVault(deal.vault).owner() != msg.sender) revert NotParty(msg.sender);
        _before(deal.deadline);
        if (deliveryCid == bytes32(0)) revert ZeroDigest();
        uint64 deadline = uint64(block.timestamp) + _requests[deal.requestId].terms.confirmWithin;
        deal.state = State.Delivered;
        deal.deadline = deadline;
        emit Delivered(dealId, deliveryCid, deadline);
    }

    /// @notice Takes the consent back before delivery; the seeker gets the price back. The vault's owner.
    /// @param dealId the deal.
    function withdraw(uint256 dealId) external {
        Deal storage deal = _in(dealId, State.Accepted);
        if (FileVault(deal.vault).owner() != msg.sender) revert NotParty(msg.sender);
        _settle(dealId, deal, State.Refunded, 0);
    }

    /// @notice Pays the sellers. Seeker only; also ends a dispute.
    /// @param dealId the deal.
    function confirm(uint256 dealId) external {
        Deal storage deal = _deals[dealId];
        if (deal.state != State.Disputed) deal = _in(dealId, State.Delivered);
        if (msg.sender != _requests[deal.requestId].seeker) revert NotParty(msg.sender);
        _settle(dealId, deal, State.Paid, WHOLE);
    }

    /// @notice Disputes what was delivered. Seeker only, before the deadline.
    /// @param dealId the deal.
    /// @param reasonHash digest of the reason.
    function dispute(uint256 dealId, bytes32 reasonHash) external {
        Deal storage deal = _in(dealId, State.Delivered);
        if (msg.sender != _requests[deal.requestId].seeker) revert NotParty(msg.sender);
        _before(deal.deadline);
        if (reasonHash == bytes32(0)) revert ZeroDigest();
        uint64 deadline = uint64(block.timestamp) + ARBITRATION;
        deal.state = State.Disputed;
        deal.deadline = deadline;
        emit Disputed(dealId, reasonHash, deadline);
    }

    /// @notice Decides a dispute. Arbiter only, before the deadline.
    /// @param dealId the deal.
    /// @param sellersShare of 10,000; the rest goes back to the seeker.
    function resolve(uint256 dealId, uint16 sellersShare) external {
        Deal storage deal = _in(dealId, State.Disputed);
        if (msg.sender != _requests[deal.requestId].terms.arbiter) revert NotParty(msg.sender);
        _before(deal.deadline);
        if (sellersShare > WHOLE) revert InvalidTerms();
        _settle(dealId, deal, State.Divided, sellersShare);
    }

    /// @notice Lets time decide, after the deadline: an undelivered deal is paid back, an undisputed one is paid, an undecided
    /// dispute is halved. Anyone may send it.
    /// @param dealId the deal.
    function settle(uint256 dealId) external {
        Deal storage deal = _deals[dealId];
        State state = deal.state;
        if (state == State.None || state > State.Disputed) revert WrongState(dealId, state);
        if (block.timestamp < deal.deadline) revert TooEarly(deal.deadline, block.timestamp);
        if (state == State.Accepted) _settle(dealId, deal, State.Refunded, 0);
        else if (state == State.Delivered) _settle(dealId, deal, State.Paid, WHOLE);
        else _settle(dealId, deal, State.Divided, WHOLE / 2);
    }

    // ----------------------------------------------------------------- views

    /// @notice A request. Reverts with RequestNotFound for an unknown id.
    /// @param requestId its id.
    /// @return the request.
    function requestOf(uint256 requestId) external view returns (Request memory) {
        return _existing(requestId);
    }

    /// @notice A deal.
    /// @param dealId its id.
    /// @return the deal; all zero for an unknown id.
    function dealOf(uint256 dealId) external view returns (Deal memory) {
        return _deals[dealId];
    }

    /// @notice Whether a vault has accepted a request.
    /// @param requestId the request.
    /// @param vault the vault.
    /// @return true if so, also if the consent was taken back.
    function hasAccepted(uint256 requestId, address vault) external view returns (bool) {
        return _deals[_dealId(requestId, vault)].state != State.None;
    }

    /// @notice How many requests an account has opened.
    /// @param seeker the account.
    /// @return the number of its last one.
    function openedBy(address seeker) external view returns (uint256) {
        return _opened[seeker];
    }

    // --------------------------------------------------------------- private

    function _dealId(uint256 requestId, address vault) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(requestId, vault)));
    }

    function _settle(uint256 dealId, Deal storage deal, State outcome, uint16 sellersShare) private {
        Request storage request = _requests[deal.requestId];
        deal.state = outcome;
        uint256 price = request.terms.price;
        uint256 sellers = price * sellersShare / WHOLE;
        uint256 toHospital = deal.hospitalId == bytes32(0) ? 0 : sellers * request.terms.hospitalShare / WHOLE;
        uint256 toNode = deal.node == address(0) ? 0 : sellers * request.terms.nodeShare / WHOLE;
        uint256 toPatient = sellers - toHospital - toNode;
        emit Settled(dealId, outcome, toPatient, toHospital, toNode, price - sellers);
        if (toPatient != 0) token.safeTransfer(FileVault(deal.vault).owner(), toPatient);
        if (toHospital != 0) token.safeTransfer(hospitals.adminOf(deal.hospitalId), toHospital);
        if (toNode != 0) token.safeTransfer(deal.node, toNode);
        if (price != sellers) token.safeTransfer(request.seeker, price - sellers);
    }

    function _in(uint256 dealId, State state) private view returns (Deal storage deal) {
        deal = _deals[dealId];
        if (deal.state != state) revert WrongState(dealId, deal.state);
    }

    function _before(uint64 deadline) private view {
        if (block.timestamp >= deadline) revert TooLate(deadline, block.timestamp);
    }

    function _existing(uint256 requestId) private view returns (Request storage request) {
        request = _requests[requestId];
        if (request.seeker == address(0)) revert RequestNotFound(requestId);
    }
}
