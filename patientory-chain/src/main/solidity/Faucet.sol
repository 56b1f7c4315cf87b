// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title Faucet
/// @notice Gives patients and writers the small change for their transactions on a chain that asks for a price. On a network
/// without fees there is none. Its owner, the operator, says to whom; each account gets a fixed amount once per
/// interval, and what leaves within one interval, also to the operator himself, has a limit: a stolen operator's key empties it
/// slowly.
contract Faucet is Ownable2Step {
    /// @notice How much an account gets, in wei.
    uint256 public immutable amount;
    /// @notice How long it waits for more, in seconds.
    uint256 public immutable interval;
    /// @notice The longest interval, in seconds.
    uint256 public constant MAX_INTERVAL = 366 days;
    /// @notice The most that leaves within one interval, to accounts and to the operator, in wei.
    uint256 public immutable limit;

    mapping(address account => uint256) private _servedAt;
    uint256 private _windowStart;
    uint256 private _givenInWindow;

    /// @notice Somebody filled the faucet.
    /// @param from who.
    /// @param value how much, in wei.
    event Filled(address indexed from, uint256 value);
    /// @notice An account got its change.
    /// @param to the account.
    /// @param value how much, in wei.
    event Dripped(address indexed to, uint256 value);
    /// @notice The operator took money back.
    /// @param to where.
    /// @param value how much, in wei.
    event Drained(address indexed to, uint256 value);

    /// @notice Amount, interval and limit are positive, the interval is at most MAX_INTERVAL, and the limit holds one amount.
    error InvalidTerms();
    /// @notice The account was served less than an interval ago.
    /// @param account the account.
    /// @param next first second in which it can be served again.
    error TooSoon(address account, uint256 next);
    /// @notice More than the faucet still gives in this interval.
    /// @param next first second in which it gives again.
    error LimitReached(uint256 next);
    /// @notice The faucet holds too little.
    /// @param balance what it holds, in wei.
    /// @param needed what was asked, in wei.
    error Empty(uint256 balance, uint256 needed);
    /// @notice The receiver did not take it.
    /// @param to the receiver.
    error NotTaken(address to);

    /// @param operator the owner.
    /// @param amount_ how much an account gets, in wei.
    /// @param interval_ how long it waits for more, in seconds.
    /// @param limit_ the most that leaves within one interval, in wei.
    constructor(address operator, uint256 amount_, uint256 interval_, uint256 limit_) Ownable(operator) {
        if (amount_ == 0 || interval_ == 0 || interval_ > MAX_INTERVAL || limit_ < amount_) revert InvalidTerms();
        amount = amount_;
        interval = interval_;
        limit = limit_;
    }

    /// @notice Fills the faucet.
    receive() external payable {
        emit Filled(msg.sender, msg.value);
    }

    /// @notice Gives an account its change. Operator only.
    /// @param to the account.
    function drip(address payable to) external onlyOwner {
        uint256 servedAt = _servedAt[to];
        if (servedAt != 0 && block.timestamp < servedAt + interval) revert TooSoon(to, servedAt + interval);
        _count(amount);
        _servedAt[to] = block.timestamp;
        emit Dripped(to, amount);
        _pay(to, amount);
    }

    /// @notice Takes money back, within the same limit as what is given. Operator only.
    /// @param to where.
    /// @param value how much, in wei.
    function drain(address payable to, uint256 value) external onlyOwner {
        _count(value);
        emit Drained(to, value);
        _pay(to, value);
    }

    /// @notice When an account can be served again.
    /// @param account the account.
    /// @return first second; zero if it never was.
    function nextFor(address account) external view returns (uint256) {
        return _servedAt[account] == 0 ? 0 : _servedAt[account] + interval;
    }

    function _count(uint256 value) private {
        if (block.timestamp >= _windowStart + interval) (_windowStart, _givenInWindow) = (block.timestamp, 0);
        if (value > limit - _givenInWindow) revert LimitReached(_windowStart + interval);
        _givenInWindow += value;
    }

    function _pay(address payable to, uint256 value) private {
        if (address(this).balance < value) revert Empty(address(this).balance, value);
        (bool taken,) = to.call{value: value}("");
        if (!taken) revert NotTaken(to);
    }
}
